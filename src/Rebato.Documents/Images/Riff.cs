using System.Buffers.Binary;
using System.Text;

namespace Rebato.Documents.Images;

/// <summary>A chunk of a RIFF file.</summary>
internal sealed record RiffChunk(string Type, ReadOnlyMemory<byte> Body);

/// <summary>RIFF, the frame of WebP and WAV.</summary>
internal static class Riff
{
    public static List<RiffChunk> Read(ReadOnlyMemory<byte> body, Scrubbing scrubbing)
    {
        var chunks = new List<RiffChunk>();
        while (body.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(body.Span[4..]);
            if (length > body.Length - 8) throw new UnfitException("broken", scrubbing.Place("riff"));
            chunks.Add(new(Encoding.Latin1.GetString(body.Span[..4]), body.Slice(8, (int)length)));
            scrubbing.Spend(0, 1);
            body = body[Math.Min(body.Length, 8 + (int)length + (int)(length & 1))..];
        }
        return chunks;
    }

    /// <summary>The chunks inside the file's own length; what follows is said and left.</summary>
    public static List<RiffChunk> ReadFile(byte[] file, Scrubbing scrubbing)
    {
        var length = Math.Min(file.Length, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) + 8L);
        if (length + 1 < file.Length) scrubbing.Removed("trailing-data", "riff", Text.Printable.Of(file.AsSpan((int)length)));
        if (length < 12) throw new UnfitException("broken", scrubbing.Place("riff"));
        return Read(file.AsMemory(12, (int)length - 12), scrubbing);
    }

    public static byte[] Write(string form, IEnumerable<RiffChunk> chunks)
    {
        using var into = new MemoryStream();
        into.Write("RIFF\0\0\0\0"u8);
        into.Write(Encoding.Latin1.GetBytes(form));
        WriteChunks(chunks, into);
        var file = into.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    public static void WriteChunks(IEnumerable<RiffChunk> chunks, Stream into)
    {
        var length = new byte[4];
        foreach (var chunk in chunks)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, chunk.Body.Length);
            into.Write(Encoding.Latin1.GetBytes(chunk.Type));
            into.Write(length);
            into.Write(chunk.Body.Span);
            if ((chunk.Body.Length & 1) == 1) into.WriteByte(0);
        }
    }
}
