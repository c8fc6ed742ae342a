namespace Rebato.Documents.OpenDocument;

/// <summary>meta.xml and settings.xml.</summary>
internal static class OpenDocumentMeta
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["initial-creator"] = "author",
        ["creator"] = "last-modified-by",
        ["printed-by"] = "author",
        ["creation-date"] = "date",
        ["date"] = "date",
        ["print-date"] = "date",
        ["title"] = "title",
        ["description"] = "description",
        ["keyword"] = "keywords",
        ["generator"] = "software",
        ["editing-duration"] = "editing-time",
        ["editing-cycles"] = "editing-time",
        ["user-defined"] = "custom-property",
        ["template"] = "template",
    };

    public static void Report(XElement root, string place, Scrubbing scrubbing)
    {
        foreach (var leaf in root.Descendants().Where(e => !e.HasElements && e.Name.LocalName is not ("meta" or "document-meta")))
        {
            var value = leaf.Value.Length > 0 ? leaf.Value : string.Join(" ", leaf.Attributes().Where(a => a.Name.LocalName is "href" or "title" or "date").Select(a => a.Value));
            if (value.Length > 0) scrubbing.Removed(Codes.GetValueOrDefault(leaf.Name.LocalName, "document-property"), place, $"{leaf.Name.LocalName}: {value}");
        }
    }

    /// <summary>
    /// Settings that lay out the document stay (switches and numbers); where the cursor was, printers, paths, data sources
    /// and identifiers go.
    /// </summary>
    public static void CleanSettings(XElement root, string place, Scrubbing scrubbing)
    {
        foreach (var set in root.Descendants().Where(e => e.Name.LocalName == "config-item-set").ToList())
        {
            if (Name(set).EndsWith(":view-settings", StringComparison.Ordinal))
            {
                scrubbing.Removed("view-settings", place);
                set.Remove();
            }
        }
        foreach (var item in root.Descendants().Where(e => e.Name.LocalName.StartsWith("config-item", StringComparison.Ordinal)).ToList())
        {
            if (item.Document is null || item.Name.LocalName == "config-item-set") continue;
            if (item.Name.LocalName == "config-item" && Stays(item)) continue;
            if (item.Name.LocalName == "config-item-map-entry") continue;
            var value = item.Value;
            if (value.Length > 0 && value != "false") scrubbing.Removed(Code(Name(item)), place, $"{Name(item)}: {value}");
            item.Remove();
        }
    }

    private static bool Stays(XElement item) =>
        (string?)item.Attributes().FirstOrDefault(a => a.Name.LocalName == "type") is "boolean" or "short" or "int" && !Name(item).Contains("Rsid", StringComparison.OrdinalIgnoreCase);

    private static string Code(string name) =>
        name.StartsWith("Printer", StringComparison.Ordinal) ? "printer-settings" : name.Contains("Rsid", StringComparison.OrdinalIgnoreCase) ? "revision-ids"
        : name.StartsWith("CurrentDatabase", StringComparison.Ordinal) ? "connection" : "view-settings";

    private static string Name(XElement e) => (string?)e.Attributes().FirstOrDefault(a => a.Name.LocalName == "name") ?? "";
}
