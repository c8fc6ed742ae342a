using System.Globalization;

namespace Rebato.Documents.OpenDocument;

/// <summary>What OpenDocument hides: text by its style, sections, rows, columns, sheets, slides and layers.</summary>
internal sealed class OpenDocumentHidden(IReadOnlyList<(string Place, XDocument Document)> trees, Scrubbing scrubbing)
{
    private const string Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private const string Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private const string Style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
    private const string Draw = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
    private readonly HashSet<string> hiddenText = [];
    private readonly HashSet<string> hiddenTables = [];
    private readonly HashSet<string> hiddenPages = [];
    private bool dropped;

    public void Clean()
    {
        ReadStyles();
        foreach (var (place, document) in trees)
        {
            foreach (var element in document.Descendants().ToList())
            {
                if (element.Document is null) continue;
                if (IsHiddenText(element)) Drop(element, "hidden-text", place);
                else if (element.Name == XName.Get("section", Text) && (Is(element, Text, "display", "none") || Is(element, Text, "is-hidden", "true"))) Drop(element, "hidden-text", place);
                else if (element.Name == XName.Get("table", Table) && hiddenTables.Contains(StyleName(element, Table))) DropTable(element, place);
                else if (element.Name == XName.Get("page", Draw) && hiddenPages.Contains(StyleName(element, Draw))) Drop(element, "hidden-slide", place);
                else if (Is(element, Draw, "display", "none")) Drop(element, "hidden-object", place);
            }
            foreach (var table in document.Descendants(XName.Get("table", Table)).ToList()) CleanCells(table, place);
        }
        if (!dropped) return;
        foreach (var (place, document) in trees)
            foreach (var formula in document.Descendants().Attributes(XName.Get("formula", Table)).ToList())
            {
                scrubbing.Removed("formula-frozen", place, formula.Value);
                formula.Remove();
            }
    }

    private void ReadStyles()
    {
        var styles = trees.SelectMany(t => t.Document.Descendants(XName.Get("style", Style))).ToList();
        var byName = styles.DistinctBy(s => (Name(s), Family(s))).ToDictionary(s => (Name(s), Family(s)));
        foreach (var style in styles)
        {
            var seen = new HashSet<string>();
            for (var at = style; at is not null && seen.Add(Name(at)); at = byName.GetValueOrDefault(((string?)at.Attribute(XName.Get("parent-style-name", Style)) ?? "", Family(at))))
            {
                var properties = at.Elements().ToList();
                if (properties.Find(p => p.Attribute(XName.Get("display", Text)) is not null) is { } text)
                {
                    if (Is(text, Text, "display", "none")) hiddenText.Add(Family(style) + "/" + Name(style));
                    break;
                }
            }
            if (style.Elements().Any(p => Is(p, Table, "display", "false"))) hiddenTables.Add(Name(style));
            if (style.Elements().Any(p => p.Attributes().Any(a => a.Name.LocalName == "visibility" && a.Value == "hidden"))) hiddenPages.Add(Name(style));
        }
    }

    private bool IsHiddenText(XElement element) =>
        element.Name.NamespaceName == Text && element.Name.LocalName is "span" or "p" or "h"
        && hiddenText.Contains((element.Name.LocalName == "span" ? "text/" : "paragraph/") + StyleName(element, Text));

    private void Drop(XElement element, string code, string place)
    {
        if (scrubbing.Policy.KeepsHidden)
        {
            scrubbing.Ask(code, place, element.Value);
            return;
        }
        scrubbing.Removed(code, place, element.Value);
        element.Remove();
    }

    private void DropTable(XElement table, string place)
    {
        if (!scrubbing.Policy.KeepsHidden && !table.Parent!.Elements(table.Name).Any(t => t != table && !hiddenTables.Contains(StyleName(t, Table))))
        {
            scrubbing.Ask("hidden-sheet", place, table.Value);
            return;
        }
        dropped |= !scrubbing.Policy.KeepsHidden;
        Drop(table, "hidden-sheet", place);
    }

    private void CleanCells(XElement table, string place)
    {
        var columns = HiddenColumns(table);
        foreach (var row in table.Descendants(XName.Get("table-row", Table)).Where(r => r.Ancestors(table.Name).First() == table).ToList())
        {
            var hidden = IsCollapsed(row);
            var at = 0;
            foreach (var cell in row.Elements().ToList())
            {
                var span = Repeat(cell, "number-columns-repeated");
                if ((hidden || (columns.Count > 0 && Enumerable.Range(at, Math.Min(span, 1024)).All(columns.Contains))) && cell.HasElements) Empty(cell, hidden ? "hidden-rows" : "hidden-columns", place);
                at += span;
            }
        }
    }

    private static HashSet<int> HiddenColumns(XElement table)
    {
        var found = new HashSet<int>();
        var at = 0;
        foreach (var column in table.Descendants(XName.Get("table-column", Table)).Where(c => c.Ancestors(table.Name).First() == table))
        {
            var span = Repeat(column, "number-columns-repeated");
            if (IsCollapsed(column)) found.UnionWith(Enumerable.Range(at, Math.Min(span, 16384)));
            at += span;
        }
        return found;
    }

    private void Empty(XElement cell, string code, string place)
    {
        if (scrubbing.Policy.KeepsHidden)
        {
            scrubbing.Ask(code, place, cell.Value);
            return;
        }
        scrubbing.Removed(code, place, cell.Value);
        cell.RemoveNodes();
        cell.Attributes().Where(a => a.Name.LocalName is "value" or "value-type" or "formula" or "string-value" or "date-value" or "time-value" or "boolean-value" or "currency").Remove();
        dropped = true;
    }

    private static bool IsCollapsed(XElement e) => (string?)e.Attribute(XName.Get("visibility", Table)) is "collapse" or "filter";

    private static int Repeat(XElement e, string name) =>
        int.TryParse((string?)e.Attribute(XName.Get(name, Table)), CultureInfo.InvariantCulture, out var times) ? Math.Clamp(times, 1, 1 << 20) : 1;

    private static bool Is(XElement e, string space, string name, string value) => (string?)e.Attribute(XName.Get(name, space)) == value;

    private static string StyleName(XElement e, string space) => (string?)e.Attribute(XName.Get("style-name", space)) ?? "";

    private static string Name(XElement style) => (string?)style.Attribute(XName.Get("name", Style)) ?? "";

    private static string Family(XElement style) => (string?)style.Attribute(XName.Get("family", Style)) ?? "";
}
