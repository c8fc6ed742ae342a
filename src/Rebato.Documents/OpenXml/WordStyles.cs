namespace Rebato.Documents.OpenXml;

/// <summary>Which styles hide their text, through their ancestors.</summary>
internal sealed class WordStyles
{
    private readonly HashSet<string> hidden = [];

    public static WordStyles Of(OpcPackage package, XNamespace w)
    {
        var found = new WordStyles();
        foreach (var name in package.Names.Where(n => package.ContentTypeOf(n).EndsWith(".styles+xml", StringComparison.Ordinal) && n.Contains("word", StringComparison.OrdinalIgnoreCase)))
            found.Read(package.Xml(name).Root!, w);
        return found;
    }

    public bool Hides(string? style) => style is not null && hidden.Contains(style);

    /// <summary>True or false when the properties say so, null when they are silent.</summary>
    public static bool? Vanishes(XElement? properties, XNamespace w) =>
        properties?.Element(w + "vanish") is { } vanish ? (string?)vanish.Attribute(w + "val") is null or "1" or "true" or "on" : null;

    private void Read(XElement root, XNamespace w)
    {
        var styles = root.Elements(w + "style").DistinctBy(s => (string?)s.Attribute(w + "styleId") ?? "").ToDictionary(s => (string?)s.Attribute(w + "styleId") ?? "");
        foreach (var id in styles.Keys)
        {
            var seen = new HashSet<string>();
            for (var at = id; at is not null && seen.Add(at) && styles.TryGetValue(at, out var style); at = (string?)style.Element(w + "basedOn")?.Attribute(w + "val"))
            {
                if (Vanishes(style.Element(w + "rPr"), w) is not { } vanishes) continue;
                if (vanishes) hidden.Add(id);
                break;
            }
        }
    }
}
