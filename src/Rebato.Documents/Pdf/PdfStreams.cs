using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>What streams hide inside: comments and hidden layers in drawing instructions, EXIF in pictures, files in attachments.</summary>
internal sealed class PdfStreams(PdfGraph graph, PdfLayers layers)
{
    public StreamToken Clean(StreamToken stream, string role, string place)
    {
        var dictionary = stream.StreamDictionary;
        var (subtype, type) = (graph.Name(dictionary, "Subtype"), graph.Name(dictionary, "Type"));
        if (subtype == "Image") return Picture(stream, place);
        if (type == "EmbeddedFile" || role is "EF" or "EmbeddedFile") return Attachment(stream, place);
        if (role == "Contents" || subtype == "Form" || dictionary.Data.ContainsKey("PatternType")) return Instructions(stream, place);
        return stream;
    }

    private StreamToken Picture(StreamToken stream, string place)
    {
        var filters = graph.Value(stream.StreamDictionary, "Filter") switch
        {
            NameToken one => [one.Data],
            ArrayToken many => many.Data.Select(f => (graph.Resolve(f) as NameToken)?.Data ?? "").ToArray(),
            _ => [],
        };
        if (filters is not (["DCTDecode"] or ["DCT"] or ["JPXDecode"])) return stream;
        try
        {
            var bytes = stream.Data.ToArray();
            var clean = filters[0] == "JPXDecode" ? Images.Jpeg2000.Clean(bytes, graph.Scrubbing) : Images.Jpeg.Clean(bytes, graph.Scrubbing);
            return new StreamToken(stream.StreamDictionary, clean);
        }
        catch (UnfitException)
        {
            graph.Scrubbing.Ask("exif", place);
            return stream;
        }
    }

    private StreamToken Attachment(StreamToken stream, string place)
    {
        var bytes = graph.Decode(stream) ?? throw new UnfitException("broken", graph.Scrubbing.Place(place));
        var clean = bytes.Length == 0 ? bytes : graph.Scrubbing.Nested(bytes, place + "/EF");
        graph.Scrubbing.Kept("attachment", place);
        return PdfContent.Pack(clean, new Dictionary<NameToken, IToken> { [NameToken.Type] = NameToken.Create("EmbeddedFile") });
    }

    private StreamToken Instructions(StreamToken stream, string place)
    {
        if (graph.Decode(stream) is not { } bytes) return stream;
        var resources = graph.Dictionary(stream.StreamDictionary, "Resources");
        var clean = PdfContent.Clean(bytes, name => layers.IsHidden(resources, name), graph.Scrubbing, place);
        if (ReferenceEquals(clean, bytes)) return stream;
        var kept = stream.StreamDictionary.Data.Where(p => p.Key is not ("Filter" or "DecodeParms" or "Length" or "F" or "FFilter" or "FDecodeParms" or "DL"));
        return PdfContent.Pack(clean, kept.ToDictionary(p => NameToken.Create(p.Key), p => p.Value));
    }
}
