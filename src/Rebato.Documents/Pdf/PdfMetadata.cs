using System.Text;
using System.Xml;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>
/// The information dictionary and the XMP packet. What survives is what a reader is shown or told: the title when the
/// document asks to show it in the window (WCAG 2.4.2), and the claims of PDF/A and PDF/UA.
/// </summary>
internal static class PdfMetadata
{
    private const string Archive = "http://www.aiim.org/pdfa/ns/id/";
    private const string Accessible = "http://www.aiim.org/pdfua/ns/id/";
    private static readonly string[] ClaimSpaces = [Archive, Accessible];
    private static readonly string[] ClaimNames = ["part", "conformance", "rev", "amd"];

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["Author"] = "author",
        ["Title"] = "title",
        ["Subject"] = "description",
        ["Keywords"] = "keywords",
        ["Creator"] = "software",
        ["Producer"] = "software",
        ["CreationDate"] = "date",
        ["ModDate"] = "date",
    };

    /// <summary>Leaves the catalog with its new packet, or none, and gives back the information dictionary that may stay.</summary>
    public static DictionaryToken? Clean(PdfDocument document, PdfGraph graph)
    {
        var information = document.Information.DocumentInformationDictionary ?? DictionaryToken.Empty;
        var shown = graph.Dictionary(graph.Catalog, "ViewerPreferences") is { } preferences && graph.Value(preferences, "DisplayDocTitle") is BooleanToken { Data: true };
        var title = shown ? graph.Words(information, "Title") : "";
        foreach (var (key, value) in information.Data)
        {
            if (key == "Title" && title.Length > 0) graph.Scrubbing.Kept("title-kept", "pdf/Info", title);
            else if (graph.Words(value) is { Length: > 0 } words) graph.Scrubbing.Removed(Codes.GetValueOrDefault(key, "custom-property"), "pdf/Info", $"{key}: {words}");
        }
        var old = graph.Value(graph.Catalog, "Metadata") is StreamToken packet ? graph.Decode(packet) : null;
        var kept = Packet(Claims(old), title);
        if (old is not null && (kept is null || !old.AsSpan().SequenceEqual(kept))) graph.Scrubbing.Removed("xmp", "pdf/Metadata", Text.Printable.Of(old));
        var catalog = graph.Catalog.Without("Metadata");
        if (kept is not null)
        {
            var dictionary = new DictionaryToken(new Dictionary<NameToken, IToken> { [NameToken.Type] = NameToken.Metadata, [NameToken.Subtype] = NameToken.Create("XML") });
            catalog = catalog.With("Metadata", graph.Add(new StreamToken(dictionary, kept)));
        }
        graph.Replace(graph.Root, catalog);
        return title.Length == 0 ? null : new DictionaryToken(new Dictionary<NameToken, IToken> { [NameToken.Title] = information.Data["Title"] });
    }

    private static List<(string Space, string Name, string Value)> Claims(byte[]? packet)
    {
        var found = new List<(string, string, string)>();
        if (packet is null) return found;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(packet), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var tree = XDocument.Load(reader);
            foreach (var space in ClaimSpaces)
            {
                foreach (var name in ClaimNames)
                {
                    var value = tree.Descendants(XName.Get(name, space)).Select(e => e.Value).Concat(tree.Descendants().Attributes(XName.Get(name, space)).Select(a => a.Value)).FirstOrDefault();
                    if (value is { Length: > 0 and < 8 } && value.All(char.IsAsciiLetterOrDigit)) found.Add((space, name, value));
                }
            }
        }
        catch (XmlException)
        {
            return found;
        }
        return found;
    }

    private static byte[]? Packet(List<(string Space, string Name, string Value)> claims, string title)
    {
        if (claims.Count == 0 && title.Length == 0) return null;
        XNamespace x = "adobe:ns:meta/", rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", dc = "http://purl.org/dc/elements/1.1/";
        var about = new XElement(rdf + "Description", new XAttribute(rdf + "about", ""), new XAttribute(XNamespace.Xmlns + "pdfaid", Archive), new XAttribute(XNamespace.Xmlns + "pdfuaid", Accessible), claims.Select(c => new XElement(XName.Get(c.Name, c.Space), c.Value)));
        if (title.Length > 0) about.Add(new XElement(dc + "title", new XElement(rdf + "Alt", new XElement(rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), new string([.. title.Where(XmlConvert.IsXmlChar)])))));
        var tree = new XElement(x + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", x), new XElement(rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", rdf), about));
        return Encoding.UTF8.GetBytes($"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{tree.ToString(SaveOptions.DisableFormatting)}<?xpacket end=\"r\"?>");
    }
}
