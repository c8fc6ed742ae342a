namespace Rebato.Documents.OpenXml;

/// <summary>
/// SpreadsheetML (ECMA-376 part 1, 18). Hidden sheets, rows and columns are dropped; formulas that could have read them, or
/// that read another workbook, become the values the reader sees; texts no cell uses any more leave the string table.
/// </summary>
internal sealed class Workbook(OpcPackage package, Scrubbing scrubbing)
{
    private static readonly string[] Out =
    [
        "fileSharing", "absPath", "revisionPtr", "customWorkbookViews", "customSheetViews", "smartTagPr", "smartTagTypes", "webPublishing", "webPublishObjects",
        "webPublishItems", "fileRecoveryPr", "scenarios", "dataConsolidate", "smartTags", "cellWatches", "customProperties",
    ];

    private readonly List<OpcPart> sheets = [];
    private readonly List<string> strings = [];
    private OpcPart? book;
    private OpcPart? table;
    private bool freezes;

    private static bool IsSheetMarkup(OpcPart part) =>
        part.Root.Name.NamespaceName is "http://schemas.openxmlformats.org/spreadsheetml/2006/main" or "http://purl.oclc.org/ooxml/spreadsheetml/main";

    /// <summary>Hidden sheets leave before their relationships are judged.</summary>
    public void Before(OpcPart part)
    {
        if (part.RootName != "workbook" || !IsSheetMarkup(part)) return;
        book = part;
        if (part.Relationships.Find(r => r.Kind == "sharedStrings") is { IsExternal: false } shared && package.Has(shared.PartName))
            strings.AddRange(package.Xml(shared.PartName).Root!.Elements().Where(e => e.Name.LocalName == "si").Select(e => e.Value));
        var all = part.Root.Descendants().Where(e => e.Name.LocalName == "sheet").ToList();
        var hidden = all.Where(s => (string?)s.Attribute("state") is "hidden" or "veryHidden").ToList();
        if (hidden.Count == 0) return;
        if (scrubbing.Policy.KeepsHidden || hidden.Count == all.Count)
        {
            foreach (var sheet in hidden) scrubbing.Ask("hidden-sheet", part.Name, (string?)sheet.Attribute("name"));
            return;
        }
        foreach (var sheet in hidden) DropSheet(sheet);
        freezes = true;
        BookNames.DropSheets(part, all, hidden, scrubbing);
    }

    public void Clean(OpcPart part)
    {
        if (!IsSheetMarkup(part)) return;
        foreach (var element in part.Root.Descendants().Where(e => Out.Contains(e.Name.LocalName)).ToList()) Remove(element, part);
        foreach (var element in part.Root.DescendantsAndSelf().Where(e => e.Attribute("refreshedBy") is not null || e.Attribute("securityDescriptor") is not null)) ClearPeople(element, part);
        switch (part.RootName)
        {
            case "workbook":
                BookNames.Clean(part, scrubbing);
                break;
            case "sst":
                table = part;
                break;
            case "worksheet" or "dialogsheet":
                sheets.Add(part);
                freezes |= SheetHidden.Clean(part, strings, scrubbing);
                break;
            case "comments":
                foreach (var author in part.Root.Descendants().Where(e => e.Name.LocalName == "author"))
                {
                    scrubbing.Removed("author", part.Name, author.Value);
                    author.Value = "";
                }
                break;
            case "table":
                foreach (var name in new[] { "connectionId", "tableType" }) part.Root.SetAttributeValue(name, null);
                foreach (var column in part.Root.Descendants()) column.SetAttributeValue("queryTableFieldId", null);
                break;
        }
    }

    /// <summary>What needs every sheet read: formulas and the string table.</summary>
    public void Finish()
    {
        if (book is null) return;
        foreach (var sheet in sheets) Formulas.Freeze(sheet, freezes, scrubbing);
        if (freezes) BookNames.DropAll(book, scrubbing);
        if (table is null) return;
        var used = sheets.SelectMany(s => s.Root.Descendants()).Where(c => c.Name.LocalName == "c" && (string?)c.Attribute("t") == "s")
            .Select(c => int.TryParse(c.Elements().FirstOrDefault(e => e.Name.LocalName == "v")?.Value, out var i) ? i : -1).ToHashSet();
        var position = 0;
        foreach (var text in table.Root.Elements().Where(e => e.Name.LocalName == "si").ToList())
        {
            if (used.Contains(position++)) continue;
            if (text.Value.Length == 0) continue;
            scrubbing.Removed("unused-strings", table.Name, text.Value);
            text.ReplaceNodes(new XElement(text.Name.Namespace + "t"));
        }
    }

    private void DropSheet(XElement sheet)
    {
        var id = sheet.Attributes().FirstOrDefault(a => a.Name.LocalName == "id")?.Value;
        if (book!.Relationships.Find(r => r.Id == id) is { } relationship)
        {
            var words = package.Has(relationship.PartName) ? SheetHidden.Words(package.Xml(relationship.PartName).Root!, strings) : "";
            scrubbing.Removed("hidden-sheet", book.Name, $"{(string?)sheet.Attribute("name")}: {words}");
            book.Drop(relationship);
        }
    }

    private void Remove(XElement element, OpcPart part)
    {
        var code = element.Name.LocalName switch
        {
            "fileSharing" => "author",
            "absPath" => "file-path",
            "scenarios" => "scenario",
            "customProperties" => "custom-property",
            "webPublishItems" or "webPublishObjects" => "file-path",
            _ => "view-settings",
        };
        scrubbing.Removed(code, part.Name, string.Join(" ", element.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Value)));
        if (element.Ancestors().FirstOrDefault(a => a.Name.LocalName == "AlternateContent") is { } wrapper) wrapper.Remove();
        else element.Remove();
    }

    private void ClearPeople(XElement element, OpcPart part)
    {
        scrubbing.Removed("author", part.Name, (string?)element.Attribute("refreshedBy") ?? (string?)element.Attribute("securityDescriptor"));
        foreach (var name in new[] { "refreshedBy", "refreshedDate", "refreshedDateIso", "securityDescriptor" }) element.SetAttributeValue(name, null);
    }
}
