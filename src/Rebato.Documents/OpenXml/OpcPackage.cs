using Rebato.Documents.Packages;

namespace Rebato.Documents.OpenXml;

/// <summary>One relationship of an Open Packaging part (ECMA-376 part 2, 9.3); <see cref="Kind"/> is the last segment of its type.</summary>
internal sealed record Relationship(string Id, string Type, string Target, bool IsExternal, string PartName)
{
    public string Kind => Type[(Type.LastIndexOf('/') + 1)..];
}

/// <summary>A part on its way to the cleaned package: XML as a tree, anything else as bytes.</summary>
internal sealed class OpcPart(string name, string contentType, List<Relationship> relationships)
{
    public string Name { get; } = name;
    public string ContentType { get; } = contentType;
    public List<Relationship> Relationships { get; } = relationships;
    public HashSet<string> DroppedIds { get; } = new(StringComparer.Ordinal);
    public XDocument? Xml { get; init; }
    public byte[] Bytes { get; set; } = [];
    public bool Stored { get; set; }
    public XElement Root => Xml!.Root!;
    public string RootName => Xml?.Root is { } root ? root.Name.LocalName : "";

    /// <summary>Forgets a relationship; what refers to it is unhooked later.</summary>
    public void Drop(Relationship relationship)
    {
        Relationships.Remove(relationship);
        DroppedIds.Add(relationship.Id);
    }
}

/// <summary>The parts, content types and relationships of an OOXML file.</summary>
internal sealed class OpcPackage(List<ZipPart> parts, Scrubbing scrubbing)
{
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Rels = "http://schemas.openxmlformats.org/package/2006/relationships";
    private readonly Dictionary<string, byte[]> bytes = parts.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.First().Bytes, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, XDocument> peeked = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, string> defaults = [];
    private Dictionary<string, string> overrides = [];

    public IEnumerable<string> Names => bytes.Keys.Where(n => !n.EndsWith('/') && n != "[Content_Types].xml" && !n.EndsWith(".rels", StringComparison.OrdinalIgnoreCase));

    public void ReadContentTypes()
    {
        var root = Xml("[Content_Types].xml").Root!;
        defaults = root.Elements(Types + "Default").DistinctBy(e => Lower(e, "Extension")).ToDictionary(e => Lower(e, "Extension"), e => (string?)e.Attribute("ContentType") ?? "");
        overrides = root.Elements(Types + "Override").DistinctBy(e => Lower(e, "PartName")).ToDictionary(e => Lower(e, "PartName").TrimStart('/'), e => (string?)e.Attribute("ContentType") ?? "");
        static string Lower(XElement e, string name) => ((string?)e.Attribute(name) ?? "").ToLowerInvariant();
    }

    public bool Has(string name) => bytes.ContainsKey(name);

    public byte[] Bytes(string name) => bytes.TryGetValue(name, out var found) ? found : throw new UnfitException("missing-part", scrubbing.Place(name));

    /// <summary>The tree of a part as it came, read once.</summary>
    public XDocument Xml(string name)
    {
        if (!peeked.TryGetValue(name, out var document))
            peeked.Add(name, document = XmlText.Load(Bytes(name), scrubbing, name));
        return document;
    }

    public string ContentTypeOf(string name) =>
        overrides.TryGetValue(name.ToLowerInvariant(), out var type) ? type
        : defaults.GetValueOrDefault(Path.GetExtension(name).TrimStart('.').ToLowerInvariant(), "");

    public bool IsXml(string name) =>
        ContentTypeOf(name) is var type
        && (type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("/xml", StringComparison.Ordinal) || type.EndsWith("vmlDrawing", StringComparison.Ordinal))
        && type is not "image/svg+xml";

    public OpcPart Open(string name) => IsXml(name)
        ? new(name, ContentTypeOf(name), RelationshipsOf(name)) { Xml = Xml(name) }
        : new(name, ContentTypeOf(name), RelationshipsOf(name)) { Bytes = Bytes(name) };

    /// <summary>The relationships of <paramref name="source"/>, or of the package itself when it is empty.</summary>
    public List<Relationship> RelationshipsOf(string source)
    {
        var file = RelationshipFile(source);
        if (!Has(file)) return [];
        return
        [
            .. Xml(file).Root!.Elements(Rels + "Relationship").Select(e =>
            {
                var target = (string?)e.Attribute("Target") ?? "";
                var external = (string?)e.Attribute("TargetMode") == "External";
                return new Relationship((string?)e.Attribute("Id") ?? "", (string?)e.Attribute("Type") ?? "", target, external, external ? "" : Resolve(source, target));
            }),
        ];
    }

    public static ZipPart WriteRelationships(string source, IEnumerable<Relationship> relationships) =>
        new(RelationshipFile(source), XmlText.Save(new XDocument(new XElement(Rels + "Relationships", relationships.Select(r =>
            new XElement(Rels + "Relationship", new XAttribute("Id", r.Id), new XAttribute("Type", r.Type), new XAttribute("Target", r.Target),
                r.IsExternal ? new XAttribute("TargetMode", "External") : null))))));

    public static ZipPart WriteContentTypes(IEnumerable<OpcPart> parts) =>
        new("[Content_Types].xml", XmlText.Save(new XDocument(new XElement(Types + "Types",
            new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            parts.Select(p => new XElement(Types + "Override", new XAttribute("PartName", "/" + p.Name), new XAttribute("ContentType", p.ContentType)))))));

    private static string RelationshipFile(string source) =>
        source.LastIndexOf('/') is >= 0 and var slash ? $"{source[..slash]}/_rels/{source[(slash + 1)..]}.rels" : $"_rels/{source}.rels";

    private static string Resolve(string source, string target)
    {
        var segments = target.StartsWith('/') ? [] : source.Split('/')[..^1].ToList();
        foreach (var segment in Uri.UnescapeDataString(target.Split('#')[0]).Split('/'))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or "..")) segments.Add(segment);
        }
        return string.Join('/', segments);
    }
}
