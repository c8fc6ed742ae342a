namespace Rebato.Documents.OpenXml;

/// <summary>Text formatted as hidden (ECMA-376 part 1, 17.3.2.41), directly or through its style; hidden rows; text nobody can read.</summary>
internal static class WordHidden
{
    public static void Clean(OpcPart part, XNamespace w, WordStyles styles, Scrubbing scrubbing)
    {
        foreach (var group in part.Root.Descendants(w + "r").Where(r => IsHidden(r, w, styles)).GroupBy(r => r.Ancestors(w + "p").FirstOrDefault()).ToList())
        {
            var runs = group.ToList();
            var shown = string.Concat(runs.Select(r => r.Value));
            if (scrubbing.Policy.KeepsHidden)
            {
                if (shown.Length > 0) scrubbing.Ask("hidden-text", part.Name, shown);
                continue;
            }
            scrubbing.Removed("hidden-text", part.Name, shown);
            RemoveRuns(runs, w);
            if (group.Key is { } paragraph) RemoveIfEmpty(paragraph, w);
        }
        foreach (var row in part.Root.Descendants(w + "tr").Where(r => r.Element(w + "trPr")?.Element(w + "hidden") is not null).ToList())
            HideRow(row, part, w, scrubbing);
        ReportUnreadable(part, w, scrubbing);
    }

    private static bool IsHidden(XElement run, XNamespace w, WordStyles styles)
    {
        var properties = run.Element(w + "rPr");
        if (WordStyles.Vanishes(properties, w) is { } direct) return direct;
        var paragraph = run.Ancestors(w + "p").FirstOrDefault()?.Element(w + "pPr");
        return styles.Hides((string?)properties?.Element(w + "rStyle")?.Attribute(w + "val")) || styles.Hides((string?)paragraph?.Element(w + "pStyle")?.Attribute(w + "val"));
    }

    /// <summary>A field that is hidden whole goes; one that begins or ends in sight keeps its marks, or Word would find the file damaged.</summary>
    private static void RemoveRuns(List<XElement> runs, XNamespace w)
    {
        var types = runs.Elements(w + "fldChar").Select(f => (string?)f.Attribute(w + "fldCharType")).ToList();
        var whole = types.Count(t => t == "begin") == types.Count(t => t == "end");
        foreach (var run in runs)
        {
            if (whole || run.Element(w + "fldChar") is null) run.Remove();
            else run.Elements().Where(e => e.Name != w + "fldChar" && e.Name != w + "rPr").Remove();
        }
    }

    /// <summary>A paragraph whose mark is hidden too takes no room: it goes with its text, unless something must end in it.</summary>
    private static void RemoveIfEmpty(XElement paragraph, XNamespace w)
    {
        var properties = paragraph.Element(w + "pPr");
        if (WordStyles.Vanishes(properties?.Element(w + "rPr"), w) != true || properties!.Element(w + "sectPr") is not null) return;
        if (paragraph.Elements().Any(e => e != properties) || paragraph.ElementsAfterSelf().FirstOrDefault()?.Name != w + "p") return;
        paragraph.Remove();
    }

    private static void HideRow(XElement row, OpcPart part, XNamespace w, Scrubbing scrubbing)
    {
        if (scrubbing.Policy.KeepsHidden || row.Parent!.Elements(w + "tr").Count() == 1)
        {
            scrubbing.Ask("hidden-rows", part.Name, row.Value);
            return;
        }
        scrubbing.Removed("hidden-rows", part.Name, row.Value);
        row.Remove();
    }

    /// <summary>White or one-point text is on the page but not for the eye; whether it may go is for a person to say.</summary>
    private static void ReportUnreadable(OpcPart part, XNamespace w, Scrubbing scrubbing)
    {
        foreach (var run in part.Root.Descendants(w + "r"))
        {
            if (run.Element(w + "rPr") is not { } properties || run.Element(w + "t") is not { Value.Length: > 0 } text) continue;
            var white = (string?)properties.Element(w + "color")?.Attribute(w + "val") is { } colour && colour.Equals("FFFFFF", StringComparison.OrdinalIgnoreCase)
                && properties.Element(w + "shd") is null && properties.Element(w + "highlight") is null && !run.Ancestors(w + "tc").Any();
            var tiny = int.TryParse((string?)properties.Element(w + "sz")?.Attribute(w + "val"), out var size) && size <= 4;
            if (white || tiny) scrubbing.Ask("invisible-text", part.Name, text.Value);
        }
    }
}
