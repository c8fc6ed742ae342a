namespace Rebato.Documents.Images;

/// <summary>WebP (RFC 9649): keeps picture, transparency, animation and colour profile.</summary>
internal static class WebP
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing) => Riff.Write("WEBP", Keep(Riff.ReadFile(file, scrubbing), scrubbing));

    private static List<RiffChunk> Keep(List<RiffChunk> chunks, Scrubbing scrubbing)
    {
        var kept = new List<RiffChunk>();
        byte[]? features = null;
        foreach (var chunk in chunks)
        {
            switch (chunk.Type)
            {
                case "VP8 " or "VP8L" or "ALPH" or "ANIM" or "ICCP":
                    kept.Add(chunk);
                    break;
                case "VP8X" when chunk.Body.Length >= 10:
                    features = chunk.Body[..10].ToArray();
                    features[0] &= 0b0011_0010;
                    kept.Add(new(chunk.Type, features));
                    break;
                case "ANMF" when chunk.Body.Length > 16:
                    using (var frame = new MemoryStream())
                    {
                        frame.Write(chunk.Body.Span[..16]);
                        Riff.WriteChunks(Keep(Riff.Read(chunk.Body[16..], scrubbing), scrubbing), frame);
                        kept.Add(new(chunk.Type, frame.ToArray()));
                    }
                    break;
                case "EXIF":
                    var block = chunk.Body.Span.StartsWith("Exif\0\0"u8) ? chunk.Body[6..] : chunk.Body;
                    var turned = Exif.Clean(block.ToArray(), "webp/EXIF", scrubbing);
                    if (turned.Length == 0) break;
                    kept.Add(new(chunk.Type, turned));
                    if (features is not null) features[0] |= 0b1000;
                    break;
                default:
                    scrubbing.Removed(chunk.Type == "XMP " ? "xmp" : "private-data", $"webp/{chunk.Type.Trim()}", Text.Printable.Of(chunk.Body.Span));
                    break;
            }
        }
        return kept;
    }
}
