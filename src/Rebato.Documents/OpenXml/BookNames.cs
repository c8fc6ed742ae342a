using System.Globalization;

namespace Rebato.Documents.OpenXml;

/// <summary>Defined names (ECMA-376 part 1, 18.2.5): hidden ones, those of other workbooks and those of sheets that left.</summary>
internal static class BookNames
{
    public static void Clean(OpcPart book, Scrubbing scrubbing)
    {
        foreach (var name in Names(book))
        {
            var label = (string?)name.Attribute("name") ?? "";
            foreach (var note in new[] { "comment", "description", "help", "statusBar", "customMenu" })
            {
                if (name.Attribute(note) is not { } attribute) continue;
                scrubbing.Removed("comment", book.Name, attribute.Value);
                attribute.Remove();
            }
            var hidden = (string?)name.Attribute("hidden") is "1" or "true" && !label.StartsWith("_xlnm.", StringComparison.Ordinal);
            if (hidden && scrubbing.Policy.KeepsHidden) scrubbing.Ask("hidden-name", book.Name, $"{label}: {name.Value}");
            else if (hidden || name.Value.Contains("#REF!", StringComparison.Ordinal) || Formulas.IsForeign(name.Value)) Remove(name, hidden ? "hidden-name" : "external-link", book, scrubbing);
        }
    }

    /// <summary>Sheets are numbered by place, so whoever names one by number is told the new one.</summary>
    public static void DropSheets(OpcPart book, List<XElement> all, List<XElement> gone, Scrubbing scrubbing)
    {
        var kept = all.Except(gone).ToList();
        var titles = gone.Select(s => (string?)s.Attribute("name") ?? "").ToList();
        foreach (var name in Names(book))
        {
            if ((int?)name.Attribute("localSheetId") is { } owner && owner >= 0 && owner < all.Count)
            {
                if (gone.Contains(all[owner]))
                {
                    Remove(name, "hidden-name", book, scrubbing);
                    continue;
                }
                name.SetAttributeValue("localSheetId", kept.IndexOf(all[owner]).ToString(CultureInfo.InvariantCulture));
            }
            if (titles.Exists(t => name.Value.Contains(t + "!", StringComparison.OrdinalIgnoreCase) || name.Value.Contains(t.Replace("'", "''", StringComparison.Ordinal) + "'!", StringComparison.OrdinalIgnoreCase)))
                Remove(name, "hidden-name", book, scrubbing);
        }
        foreach (var view in book.Root.Descendants().Where(e => e.Name.LocalName == "workbookView"))
            foreach (var attribute in view.Attributes().Where(a => a.Name.LocalName is "activeTab" or "firstSheet").ToList())
                attribute.Value = int.TryParse(attribute.Value, out var old) && old < all.Count && kept.IndexOf(all[old]) is >= 0 and var now ? now.ToString(CultureInfo.InvariantCulture) : "0";
        foreach (var sheet in gone) sheet.Remove();
    }

    /// <summary>Once formulas are values, no name is needed but those that print and filter.</summary>
    public static void DropAll(OpcPart book, Scrubbing scrubbing)
    {
        foreach (var name in Names(book).Where(n => !((string?)n.Attribute("name") ?? "").StartsWith("_xlnm.", StringComparison.Ordinal))) Remove(name, "hidden-name", book, scrubbing);
    }

    private static List<XElement> Names(OpcPart book) => [.. book.Root.Descendants().Where(e => e.Name.LocalName == "definedName")];

    private static void Remove(XElement name, string code, OpcPart book, Scrubbing scrubbing)
    {
        var list = name.Parent;
        if (list is null) return;
        scrubbing.Removed(code, book.Name, $"{(string?)name.Attribute("name")}: {name.Value}");
        name.Remove();
        if (!list.HasElements) list.Remove();
    }
}
