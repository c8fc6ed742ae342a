using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Rebato.Documents.Images;

/// <summary>PNG and APNG (W3C PNG, third edition): keeps the chunks that draw the picture.</summary>
internal static class Png
{
    private static readonly FrozenSet<string> Kept = new[]
    {
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP", "mDCV", "cLLI", "hIST", "acTL", "fcTL", "fdAT",
    }.ToFrozenSet();

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        using var into = new MemoryStream(file.Length);
        into.Write(file, 0, 8);
        var at = 8;
        while (true)
        {
            if (at + 12 > file.Length) throw new UnfitException("broken", scrubbing.Place("png"));
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length < 0 || length > file.Length - at - 12) throw new UnfitException("broken", scrubbing.Place("png"));
            var type = Encoding.Latin1.GetString(file, at + 4, 4);
            Chunk(type, file.AsSpan(at + 8, length), into, scrubbing);
            at += length + 12;
            if (type == "IEND") break;
            scrubbing.Spend(0, 1);
        }
        if (at < file.Length) scrubbing.Removed("trailing-data", "png", Text.Printable.Of(file.AsSpan(at)));
        return into.ToArray();
    }

    private static void Chunk(string type, ReadOnlySpan<byte> body, MemoryStream into, Scrubbing scrubbing)
    {
        if (type == "iCCP" && body.IndexOf((byte)0) is > 0 and < 80 and var end) Write(into, type, [.. "icc"u8, .. body[end..]]);
        else if (Kept.Contains(type)) Write(into, type, type == "IEND" ? default : body);
        else if (type == "eXIf")
        {
            var kept = Exif.Clean(body.ToArray(), "png/eXIf", scrubbing);
            if (kept.Length > 0) Write(into, type, kept);
        }
        else scrubbing.Removed(type is "tEXt" or "zTXt" or "iTXt" ? "image-comment" : type == "tIME" ? "date" : "private-data", $"png/{type}", type == "zTXt" ? Inflate(body) : Text.Printable.Of(body));
    }

    private static string Inflate(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)0);
        if (end < 0 || end + 2 > body.Length) return "";
        try
        {
            using var stream = new ZLibStream(new MemoryStream(body[(end + 2)..].ToArray()), CompressionMode.Decompress);
            var shown = new byte[200];
            return $"{Encoding.Latin1.GetString(body[..end])}: {Encoding.Latin1.GetString(shown, 0, stream.ReadAtLeast(shown, shown.Length, false))}";
        }
        catch (InvalidDataException)
        {
            return Encoding.Latin1.GetString(body[..end]);
        }
    }

    private static void Write(MemoryStream into, string type, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        into.Write(number);
        byte[] name = Encoding.Latin1.GetBytes(type);
        var sum = new Crc32();
        sum.Append(name);
        sum.Append(body);
        into.Write(name);
        into.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, sum.GetCurrentHashAsUInt32());
        into.Write(number);
    }
}
