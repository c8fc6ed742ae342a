namespace Rebato.Documents.Images;

/// <summary>GIF89a: keeps frames, palettes, delays and the loop; drops comments, application blocks and what follows the end.</summary>
internal static class Gif
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        using var into = new MemoryStream(file.Length);
        var at = 13 + PaletteLength(file, 10);
        Copy(file, 0, at, into);
        while (true)
        {
            var start = at;
            switch (Byte(file, at))
            {
                case 0x3B:
                    into.WriteByte(0x3B);
                    if (at + 1 < file.Length) scrubbing.Removed("trailing-data", "gif", Text.Printable.Of(file.AsSpan(at + 1)));
                    return into.ToArray();
                case 0x2C:
                    at = SkipBlocks(file, at + 10 + PaletteLength(file, at + 9) + 1);
                    Copy(file, start, at, into);
                    break;
                case 0x21:
                    var label = Byte(file, at + 1);
                    at = SkipBlocks(file, at + 2);
                    var block = file.AsSpan(start, at - start);
                    if (label == 0xF9) Copy(file, start, Math.Min(at, start + 8), into);
                    else if (label == 0xFF && IsLoop(block)) into.Write([.. block[..18], 0]);
                    else scrubbing.Removed(label == 0xFE ? "image-comment" : block.IndexOf("XMP"u8) > 0 ? "xmp" : "private-data", $"gif/{label:X2}", Text.Printable.Of(block[2..]));
                    break;
                default:
                    throw new UnfitException("broken", scrubbing.Place("gif"));
            }
            scrubbing.Spend(0, 1);
        }
    }

    private static bool IsLoop(ReadOnlySpan<byte> block) =>
        block.Length >= 19 && (block[3..14].SequenceEqual("NETSCAPE2.0"u8) || block[3..14].SequenceEqual("ANIMEXTS1.0"u8)) && block[14] == 3 && block[15] == 1;

    private static int SkipBlocks(byte[] file, int at)
    {
        while (Byte(file, at) is > 0 and var size) at += size + 1;
        return at + 1;
    }

    private static int PaletteLength(byte[] file, int flags) => (Byte(file, flags) & 0x80) == 0 ? 0 : 3 << ((file[flags] & 7) + 1);

    private static byte Byte(byte[] file, int at) => at < file.Length ? file[at] : throw new UnfitException("broken", "gif");

    private static void Copy(byte[] file, int from, int to, MemoryStream into)
    {
        if (to > file.Length) throw new UnfitException("broken", "gif");
        into.Write(file, from, to - from);
    }
}
