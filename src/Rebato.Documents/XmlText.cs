using System.Text;
using System.Xml;

namespace Rebato.Documents;

/// <summary>XML from strangers: no resolver, bounded entities, bounded depth; and one way of writing, so that cleaning twice is cleaning once.</summary>
internal static class XmlText
{
    private static readonly XmlReaderSettings Strict = Reading(DtdProcessing.Prohibit);
    private static readonly XmlReaderSettings Lenient = Reading(DtdProcessing.Parse);

    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(false),
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Reads a document. A DTD is refused, unless <paramref name="dtd"/>: then its entities expand within bounds and it is dropped.</summary>
    public static XDocument Load(byte[] bytes, Scrubbing scrubbing, string place, bool dtd = false)
    {
        try
        {
            CheckDepth(bytes, scrubbing.Limits.XmlDepth, place, dtd);
            using var reader = XmlReader.Create(new MemoryStream(bytes, false), dtd ? Lenient : Strict);
            var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
            document.DocumentType?.Remove();
            return document;
        }
        catch (XmlException broken)
        {
            throw new UnfitException("broken-xml", scrubbing.Place(place), broken.LineNumber);
        }
    }

    public static byte[] Save(XDocument document)
    {
        if (document.Declaration is { } declaration) declaration.Encoding = "utf-8";
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Writing)) document.Save(writer);
        return stream.ToArray();
    }

    /// <summary>Takes out comments and processing instructions, which no reader of the document sees.</summary>
    public static void DropComments(XContainer root, Scrubbing scrubbing, string place)
    {
        foreach (var node in root.DescendantNodes().Where(n => n is XComment or XProcessingInstruction).ToList())
        {
            if (node is XComment comment) scrubbing.Removed("xml-comment", place, comment.Value);
            else if (node is XProcessingInstruction { Target: not "mso-application" } instruction) scrubbing.Removed("xml-comment", place, instruction.Data);
            node.Remove();
        }
    }

    /// <summary>Namespace and name of the root element, or null when it is not XML.</summary>
    public static (string Namespace, string? Name) RootOf(ReadOnlySpan<byte> file)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.ToArray(), false), Lenient);
            return reader.MoveToContent() == XmlNodeType.Element ? (reader.NamespaceURI, reader.LocalName) : ("", null);
        }
        catch (XmlException)
        {
            return ("", null);
        }
    }

    /// <summary>The tree is walked by recursion in places, so its depth is bounded before it is built.</summary>
    private static void CheckDepth(byte[] bytes, int limit, string place, bool dtd)
    {
        if (bytes.Length < limit * 4) return;
        using var reader = XmlReader.Create(new MemoryStream(bytes, false), dtd ? Lenient : Strict);
        while (reader.Read())
            if (reader.Depth > limit) throw new UnfitException("too-deep", place);
    }

    private static XmlReaderSettings Reading(DtdProcessing dtd) => new()
    {
        DtdProcessing = dtd,
        XmlResolver = null,
        MaxCharactersFromEntities = 1 << 20,
        MaxCharactersInDocument = 400L << 20,
        CheckCharacters = false,
    };
}
