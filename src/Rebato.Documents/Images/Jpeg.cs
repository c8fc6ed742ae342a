using System.Buffers.Binary;
using System.Text;

namespace Rebato.Documents.Images;

/// <summary>JPEG (ITU-T T.81): copies the segments that draw the picture, byte for byte, and nothing else. Pixels are not touched.</summary>
internal static class Jpeg
{
    private const byte EndOfImage = 0xD9, StartOfScan = 0xDA, Comment = 0xFE;

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        using var into = new MemoryStream(file.Length);
        into.Write([0xFF, 0xD8]);
        var at = 2;
        while (true)
        {
            if (at >= file.Length) throw new UnfitException("broken", scrubbing.Place("jpeg"));
            if (file[at] != 0xFF)
            {
                at = SkipGap(file, at, scrubbing);
                continue;
            }
            while (at < file.Length && file[at] == 0xFF) at++;
            var marker = at < file.Length ? file[at++] : EndOfImage;
            if (marker == EndOfImage) break;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) continue;
            if (at + 2 > file.Length) throw new UnfitException("broken", scrubbing.Place("jpeg"));
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
            if (length < 2 || at + length > file.Length) throw new UnfitException("broken", scrubbing.Place("jpeg"));
            Segment(marker, file.AsSpan(at + 2, length - 2), into, scrubbing);
            at += length;
            if (marker == StartOfScan) at = CopyScan(file, at, into);
        }
        into.Write([0xFF, EndOfImage]);
        ReportTrail(file.AsSpan(Math.Min(at, file.Length)), scrubbing);
        return into.ToArray();
    }

    private static void Segment(byte marker, ReadOnlySpan<byte> body, MemoryStream into, Scrubbing scrubbing)
    {
        switch (marker)
        {
            case 0xE0 when body.StartsWith("JFIF\0"u8) && body.Length >= 14:
                if (body[12] * body[13] > 0) scrubbing.Removed("thumbnail", "jpeg/APP0");
                Write(into, marker, [.. body[..12], 0, 0]);
                break;
            case 0xE1 when body.StartsWith("Exif\0"u8) && body.Length > 6:
                var kept = Exif.Clean(body[6..].ToArray(), "jpeg/EXIF", scrubbing);
                if (kept.Length > 0) Write(into, marker, [.. "Exif\0\0"u8, .. kept]);
                break;
            case 0xE1:
                scrubbing.Removed("xmp", "jpeg/APP1", Text.Printable.Of(body));
                break;
            case 0xE2 when body.StartsWith("ICC_PROFILE\0"u8):
                Write(into, marker, body);
                break;
            case 0xEE when body.StartsWith("Adobe"u8) && body.Length >= 12:
                Write(into, marker, body[..12]);
                break;
            case 0xED:
                scrubbing.Removed("iptc", "jpeg/APP13", Text.Printable.Of(body));
                break;
            case Comment:
                scrubbing.Removed("image-comment", "jpeg/COM", Encoding.UTF8.GetString(body));
                break;
            case >= 0xE0 and <= 0xEF or >= 0xF0 and <= 0xFD:
                scrubbing.Removed(body.StartsWith("JFXX"u8) ? "thumbnail" : "private-data", $"jpeg/APP{marker - 0xE0}", Text.Printable.Of(body));
                break;
            default:
                Write(into, marker, body);
                break;
        }
    }

    /// <summary>Entropy-coded bytes, up to a marker that is neither a stuffed byte nor a restart.</summary>
    private static int CopyScan(byte[] file, int at, MemoryStream into)
    {
        var start = at;
        while (at < file.Length)
        {
            var next = file.AsSpan(at).IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                at = file.Length;
                break;
            }
            at += next;
            if (file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) break;
            at += 2;
        }
        into.Write(file, start, at - start);
        if (at >= file.Length) throw new UnfitException("broken", "jpeg");
        return at;
    }

    private static int SkipGap(byte[] file, int at, Scrubbing scrubbing)
    {
        var next = file.AsSpan(at).IndexOf((byte)0xFF);
        if (next < 0) throw new UnfitException("broken", scrubbing.Place("jpeg"));
        scrubbing.Removed("orphan-data", "jpeg", Text.Printable.Of(file.AsSpan(at, next)));
        return at + next;
    }

    private static void ReportTrail(ReadOnlySpan<byte> trail, Scrubbing scrubbing)
    {
        if (trail.IsEmpty) return;
        scrubbing.Removed(trail.IndexOf("ftyp"u8) >= 0 ? "motion-picture" : "trailing-data", "jpeg", Text.Printable.Of(trail));
    }

    private static void Write(MemoryStream into, byte marker, ReadOnlySpan<byte> body)
    {
        into.Write([0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)]);
        into.Write(body);
    }
}
