using System.Collections.Frozen;

namespace Rebato.Documents.OpenXml;

/// <summary>
/// Tracked changes (ECMA-376 part 1, 17.13.5): accepted, so that the reader sees what the author saw last; or kept without
/// names and dates when the policy keeps review marks.
/// </summary>
internal static class WordRevisions
{
    private static readonly FrozenSet<string> Gone = new[]
    {
        "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange",
        "numberingChange", "cellMerge", "cellIns", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
        "customXmlConflictInsRangeStart", "conflictDel",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Unwrapped = new[] { "ins", "moveTo", "conflictIns" }.ToFrozenSet();

    public static void Clean(OpcPart part, XNamespace w, Scrubbing scrubbing)
    {
        var marks = part.Root.Descendants().Where(e => IsMark(e, w)).ToList();
        if (marks.Count == 0) return;
        if (scrubbing.Policy.KeepsReview)
        {
            foreach (var mark in marks) Keep(mark, part, scrubbing);
            return;
        }
        foreach (var mark in marks) scrubbing.Removed("tracked-change", part.Name, Describe(mark, w));
        RemoveDeletedRows(part, w, scrubbing);
        var joined = part.Root.Descendants(w + "p").Where(p => p.Element(w + "pPr")?.Element(w + "rPr") is { } mark && (mark.Element(w + "del") ?? mark.Element(w + "moveFrom")) is not null).ToList();
        foreach (var mark in marks.Where(m => m.Document is not null)) Accept(mark, part, scrubbing);
        foreach (var paragraph in joined) JoinWithNext(paragraph, w);
    }

    private static bool IsMark(XElement e, XNamespace w) =>
        (Gone.Contains(e.Name.LocalName) || Unwrapped.Contains(e.Name.LocalName) || e.Name.LocalName == "cellDel")
        && (e.Name.Namespace == w || e.Name.NamespaceName.Contains("/office/word/", StringComparison.Ordinal));

    private static string Describe(XElement mark, XNamespace w) =>
        string.Join(" ", new[] { (string?)mark.Attribute(w + "author"), (string?)mark.Attribute(w + "date") }.Where(s => s is not null));

    private static void Keep(XElement mark, OpcPart part, Scrubbing scrubbing)
    {
        Anonymity.Clear(mark, part.Name, scrubbing);
        scrubbing.Kept("tracked-change", part.Name, mark.Value);
    }

    private static void Accept(XElement mark, OpcPart part, Scrubbing scrubbing)
    {
        if (Unwrapped.Contains(mark.Name.LocalName))
        {
            mark.ReplaceWith(mark.Nodes());
            return;
        }
        if (mark.Name.LocalName == "cellDel")
        {
            if (mark.Ancestors().FirstOrDefault(a => a.Name.LocalName == "tc") is not { Parent: { } row } cell) mark.Remove();
            else if (row.Elements(cell.Name).Count() == 1) row.Remove();
            else cell.Remove();
            return;
        }
        if (mark.Name.LocalName is "del" or "moveFrom" or "conflictDel" && mark.Value.Length > 0) scrubbing.Removed("deleted-text", part.Name, mark.Value);
        mark.Remove();
    }

    private static void RemoveDeletedRows(OpcPart part, XNamespace w, Scrubbing scrubbing)
    {
        foreach (var row in part.Root.Descendants(w + "tr").Where(r => r.Element(w + "trPr")?.Element(w + "del") is not null).ToList())
        {
            scrubbing.Removed("deleted-text", part.Name, row.Value);
            var table = row.Parent!;
            row.Remove();
            if (table.Name == w + "tbl" && !table.Descendants(w + "tr").Any()) RemoveTable(table, w);
        }
    }

    /// <summary>A cell must end in a paragraph, so a table that leaves one empty leaves a paragraph behind.</summary>
    private static void RemoveTable(XElement table, XNamespace w)
    {
        var cell = table.Parent!;
        table.Remove();
        if (cell.Name == w + "tc" && cell.Elements(w + "p").FirstOrDefault() is null) cell.Add(new XElement(w + "p"));
    }

    /// <summary>A deleted paragraph mark: the text flows into the paragraph that follows, which gives its properties.</summary>
    private static void JoinWithNext(XElement paragraph, XNamespace w)
    {
        if (paragraph.Parent is null || paragraph.ElementsAfterSelf().FirstOrDefault() is not { } next || next.Name != w + "p") return;
        var content = paragraph.Nodes().Where(n => n is not XElement { Name.LocalName: "pPr" }).ToList();
        if (paragraph.Element(w + "pPr")?.Element(w + "sectPr") is not null) return;
        foreach (var node in content) node.Remove();
        if (next.Element(w + "pPr") is { } properties) properties.AddAfterSelf(content);
        else next.AddFirst(content);
        paragraph.Remove();
    }
}
