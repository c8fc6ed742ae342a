using System.Globalization;

namespace Rebato.Documents.OpenXml;

/// <summary>Hidden rows and columns of one sheet: the cells go, the empty row or column stays hidden so that the rest keeps its place.</summary>
internal static class SheetHidden
{
    /// <summary>Returns true when cells were dropped.</summary>
    public static bool Clean(OpcPart sheet, List<string> strings, Scrubbing scrubbing)
    {
        var spans = sheet.Root.Descendants().Where(e => e.Name.LocalName == "col" && IsHidden(e, "width"))
            .Select(e => (From: Number(e, "min"), To: Number(e, "max"))).ToList();
        var masters = MergedOutside(sheet, spans);
        var dropped = false;
        foreach (var row in sheet.Root.Descendants().Where(e => e.Name.LocalName == "row").ToList())
        {
            var wholly = IsHidden(row, "ht");
            var gone = row.Elements().Where(c => c.Name.LocalName == "c" && (wholly || spans.Exists(s => Column(c) >= s.From && Column(c) <= s.To)))
                .Where(c => c.HasElements && !masters.Contains((string?)c.Attribute("r") ?? "")).ToList();
            if (gone.Count == 0) continue;
            var code = wholly ? "hidden-rows" : "hidden-columns";
            var words = string.Join(" | ", gone.Select(c => Shown(c, strings)).Where(t => t.Length > 0));
            if (scrubbing.Policy.KeepsHidden)
            {
                scrubbing.Ask(code, sheet.Name, words);
                continue;
            }
            scrubbing.Removed(code, sheet.Name, words);
            foreach (var cell in gone) cell.Remove();
            dropped = true;
        }
        return dropped;
    }

    /// <summary>The words of a sheet that leaves whole.</summary>
    public static string Words(XElement root, List<string> strings) =>
        string.Join(" | ", root.Descendants().Where(e => e.Name.LocalName == "c").Select(c => Shown(c, strings)).Where(t => t.Length > 0).Take(30));

    private static bool IsHidden(XElement e, string measure) =>
        (string?)e.Attribute("hidden") is "1" or "true" || (double.TryParse((string?)e.Attribute(measure), CultureInfo.InvariantCulture, out var size) && size == 0);

    /// <summary>A merged cell shows through its first one even when that one is hidden.</summary>
    private static HashSet<string> MergedOutside(OpcPart sheet, List<(int From, int To)> spans)
    {
        var hiddenRows = sheet.Root.Descendants().Where(e => e.Name.LocalName == "row" && IsHidden(e, "ht")).Select(r => Number(r, "r")).ToHashSet();
        var found = new HashSet<string>();
        foreach (var merge in sheet.Root.Descendants().Where(e => e.Name.LocalName == "mergeCell"))
        {
            var ends = ((string?)merge.Attribute("ref") ?? "").Split(':');
            if (ends.Length != 2) continue;
            var (first, last) = (ends[0], ends[1]);
            var rowShows = Row(last) - Row(first) < 5000 && Enumerable.Range(Row(first), Math.Max(1, Row(last) - Row(first) + 1)).Any(r => !hiddenRows.Contains(r));
            var columnShows = Enumerable.Range(Column(first), Math.Clamp(Column(last) - Column(first) + 1, 1, 16384)).Any(c => !spans.Exists(s => c >= s.From && c <= s.To));
            if (rowShows && columnShows) found.Add(first);
        }
        return found;
    }

    private static string Shown(XElement cell, List<string> strings)
    {
        var value = cell.Elements().FirstOrDefault(e => e.Name.LocalName is "v" or "is")?.Value ?? "";
        return (string?)cell.Attribute("t") == "s" && int.TryParse(value, out var index) && index >= 0 && index < strings.Count ? strings[index] : value;
    }

    private static int Column(XElement cell) => Column((string?)cell.Attribute("r") ?? "");

    private static int Column(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetter)) column = Math.Min(20000, (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1));
        return column;
    }

    private static int Row(string reference) => int.TryParse(reference.AsSpan(reference.TakeWhile(char.IsAsciiLetter).Count()), out var row) ? row : 0;

    private static int Number(XElement e, string name) => int.TryParse((string?)e.Attribute(name), out var value) ? value : 0;
}
