using System.Buffers.Binary;
using System.Text;

namespace Rebato.Documents.Images;

/// <summary>
/// Windows metafiles, common inside office files ([MS-EMF], [MS-WMF]). The description (program and title) is blanked and
/// private comments are emptied in place; EMF+ records are comments that draw, so they stay.
/// </summary>
internal static class Metafile
{
    private const int GdiComment = 70, EndOfFile = 14;

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var clean = (byte[])file.Clone();
        var (length, where) = (U32(clean, 60), U32(clean, 64));
        if (length > 0 && where + (length * 2) <= clean.Length)
        {
            var description = clean.AsSpan((int)where, (int)length * 2);
            if (description.ContainsAnyExcept((byte)0)) scrubbing.Removed("software", "emf", Encoding.Unicode.GetString(description).Replace('\0', ' '));
            description.Clear();
        }
        long at = 0;
        while (true)
        {
            var (type, size) = (U32(clean, at), U32(clean, at + 4));
            if (size < 8 || size % 4 != 0 || at + size > clean.Length) throw new UnfitException("broken", scrubbing.Place("emf"));
            if (type == GdiComment && size > 16) Comment(clean.AsSpan((int)at + 12, (int)size - 12), scrubbing);
            at += size;
            scrubbing.Spend(0, 1);
            if (type == EndOfFile) break;
        }
        if (at < clean.Length) scrubbing.Removed("trailing-data", "emf", Text.Printable.Of(clean.AsSpan((int)at)));
        return clean[..(int)at];
    }

    public static byte[] CleanWindows(byte[] file, Scrubbing scrubbing)
    {
        var clean = (byte[])file.Clone();
        long at = clean[0] == 0xD7 ? 22 : 0;
        at += Math.Max(18, U16(clean, at + 2) * 2);
        while (true)
        {
            var size = U32(clean, at) * 2;
            var function = U16(clean, at + 4);
            if (size < 6 || at + size > clean.Length) throw new UnfitException("broken", scrubbing.Place("wmf"));
            if (function == 0x0626 && size > 10 && U16(clean, at + 6) == 15 && clean.AsSpan((int)at + 10, (int)size - 10).ContainsAnyExcept((byte)0))
            {
                scrubbing.Removed("private-data", "wmf", Text.Printable.Of(clean.AsSpan((int)at + 10, (int)size - 10)));
                clean.AsSpan((int)at + 10, (int)size - 10).Clear();
            }
            at += size;
            scrubbing.Spend(0, 1);
            if (function == 0) break;
        }
        if (at < clean.Length) scrubbing.Removed("trailing-data", "wmf", Text.Printable.Of(clean.AsSpan((int)at)));
        return clean[..(int)at];
    }

    private static void Comment(Span<byte> body, Scrubbing scrubbing)
    {
        if (body.StartsWith("EMF+"u8) || !body.ContainsAnyExcept((byte)0)) return;
        scrubbing.Removed("private-data", "emf", Text.Printable.Of(body));
        body.Clear();
    }

    private static long U32(byte[] file, long at) =>
        at >= 0 && at + 4 <= file.Length ? BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)at)) : throw new UnfitException("broken");

    private static int U16(byte[] file, long at) =>
        at >= 0 && at + 2 <= file.Length ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan((int)at)) : throw new UnfitException("broken");
}
