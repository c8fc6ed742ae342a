using Rebato.Documents.Images;

namespace Rebato.Documents.Media;

/// <summary>WAV: format, sound and sample count stay.</summary>
internal static class Wave
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var kept = new List<RiffChunk>();
        foreach (var chunk in Riff.ReadFile(file, scrubbing))
        {
            if (chunk.Type is "fmt " or "data" or "fact") kept.Add(chunk);
            else scrubbing.Removed(chunk.Type is "LIST" or "id3 " or "ID3 " or "bext" or "iXML" ? "media-tags" : "private-data", $"wav/{chunk.Type.Trim()}", Text.Printable.Of(chunk.Body.Span));
        }
        if (!kept.Exists(c => c.Type == "fmt ")) throw new UnfitException("broken", scrubbing.Place("wav"));
        return Riff.Write("WAVE", kept);
    }
}
