using System.Buffers.Binary;

namespace Rebato.Documents.Images;

/// <summary>BMP: has no metadata; what hides between the header and the pixels, or after them, is left behind.</summary>
internal static class Bitmap
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        if (file.Length < 54) throw new UnfitException("broken", scrubbing.Place("bmp"));
        var pixels = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(10));
        var header = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(14));
        if (header < 40) throw new UnfitException("unknown-format", scrubbing.Place("bmp"), "OS/2");
        long width = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(18));
        long height = Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(22)));
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(28));
        var compression = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(30));
        var size = compression is 0 or 3 ? ((width * bits) + 31) / 32 * 4 * height : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(34));
        var end = pixels + size;
        if (width <= 0 || size <= 0 || end > file.Length || pixels < 14 + header) throw new UnfitException("broken", scrubbing.Place("bmp"));
        var clean = file.AsSpan(0, (int)end).ToArray();
        if (end < file.Length) scrubbing.Removed("trailing-data", "bmp", Text.Printable.Of(file.AsSpan((int)end)));
        BinaryPrimitives.WriteInt32LittleEndian(clean.AsSpan(2), clean.Length);
        var colours = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(46)) is > 0 and var used ? used : bits <= 8 ? 1u << bits : 0;
        var gap = 14 + header + (colours * 4L) + (compression == 3 && header == 40 ? 12 : 0);
        if (gap < pixels && clean.AsSpan((int)gap, (int)(pixels - gap)).ContainsAnyExcept((byte)0))
        {
            scrubbing.Removed("orphan-data", "bmp", Text.Printable.Of(clean.AsSpan((int)gap, (int)(pixels - gap))));
            clean.AsSpan((int)gap, (int)(pixels - gap)).Clear();
        }
        return clean;
    }
}
