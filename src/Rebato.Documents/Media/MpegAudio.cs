using System.Text;

namespace Rebato.Documents.Media;

/// <summary>
/// MP3 (ISO/IEC 11172-3): walks the frames and keeps them alone, so tags are left behind wherever they are: ID3 at either
/// end, APE, Lyrics3 or in between.
/// </summary>
internal static class MpegAudio
{
    private static readonly int[] Rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Frequencies = [44100, 48000, 32000];

    /// <summary>True when an ID3 tag leads to MPEG frames.</summary>
    public static bool FollowsTag(ReadOnlySpan<byte> file)
    {
        var at = TagLength(file, 0);
        return at >= file.Length || !file[at..].StartsWith("fLaC"u8);
    }

    /// <summary>Three frames in a row, so that other bytes are not taken for sound.</summary>
    public static bool StartsWithFrames(ReadOnlySpan<byte> file)
    {
        var at = 0;
        for (var i = 0; i < 3; i++)
        {
            var length = FrameLength(file, at);
            if (length == 0) return false;
            at += length;
        }
        return true;
    }

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        using var into = new MemoryStream(file.Length);
        var (at, between) = (0, 0);
        while (at < file.Length)
        {
            var tag = TagLength(file, at);
            var length = tag > 0 ? 0 : FrameLength(file, at);
            if (length > 0 && at + length <= file.Length && (at + length + 4 > file.Length || FrameLength(file, at + length) > 0 || IsTag(file.AsSpan(at + length))))
            {
                Report(file, between, at, scrubbing);
                into.Write(file, at, length);
                at += length;
                between = at;
            }
            else at += Math.Max(tag, 1);
        }
        Report(file, between, Math.Min(at, file.Length), scrubbing);
        if (into.Length == 0) throw new UnfitException("broken", scrubbing.Place("mp3"));
        return into.ToArray();
    }

    private static bool IsTag(ReadOnlySpan<byte> rest) => rest.StartsWith("TAG"u8) || rest.StartsWith("ID3"u8) || rest.StartsWith("APETAGEX"u8) || rest.StartsWith("LYRICS"u8);

    private static void Report(byte[] file, int from, int to, Scrubbing scrubbing)
    {
        if (from >= to) return;
        var block = file.AsSpan(from, to - from);
        if (block.ContainsAnyExcept((byte)0)) scrubbing.Removed("media-tags", "mp3", Words(block));
        if (block.IndexOf("APIC"u8) >= 0) scrubbing.Removed("cover-art", "mp3");
    }

    private static string Words(ReadOnlySpan<byte> block) =>
        Text.Printable.Of(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(block[..Math.Min(block.Length, 4096)]).Replace("\0", "", StringComparison.Ordinal)));

    private static int TagLength(ReadOnlySpan<byte> file, int at) =>
        file.Length - at > 10 && file[at..].StartsWith("ID3"u8) ? 10 + ((file[at + 6] & 127) << 21) + ((file[at + 7] & 127) << 14) + ((file[at + 8] & 127) << 7) + (file[at + 9] & 127) : 0;

    /// <summary>The length of the layer III frame at an offset, 0 when there is none.</summary>
    private static int FrameLength(ReadOnlySpan<byte> file, int at)
    {
        if (at + 4 > file.Length || file[at] != 0xFF || (file[at + 1] & 0xE6) != 0xE2) return 0;
        var version = (file[at + 1] >> 3) & 3;
        var (rate, frequency, padding) = (file[at + 2] >> 4, (file[at + 2] >> 2) & 3, (file[at + 2] >> 1) & 1);
        if (version == 1 || rate is 0 or 15 || frequency == 3) return 0;
        var hertz = Frequencies[frequency] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        return ((version == 3 ? 144_000 * Rates1[rate] : 72_000 * Rates2[rate]) / hertz) + padding;
    }
}
