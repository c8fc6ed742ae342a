namespace Rebato.Documents.Media;

/// <summary>FLAC (RFC 9639): stream description and seek table stay; comments, pictures, cue sheets and application blocks go.</summary>
internal static class Flac
{
    private const int StreamInfo = 0, SeekTable = 3;

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var at = 0;
        if (file.AsSpan().StartsWith("ID3"u8))
        {
            at = 10 + ((file[6] & 127) << 21) + ((file[7] & 127) << 14) + ((file[8] & 127) << 7) + (file[9] & 127);
            scrubbing.Removed("media-tags", "flac/ID3");
        }
        if (at + 4 > file.Length || !file.AsSpan(at, 4).SequenceEqual("fLaC"u8)) throw new UnfitException("broken", scrubbing.Place("flac"));
        var kept = new List<(int Type, byte[] Body)>();
        at += 4;
        for (var last = false; !last;)
        {
            if (at + 4 > file.Length) throw new UnfitException("broken", scrubbing.Place("flac"));
            (last, var type) = ((file[at] & 0x80) != 0, file[at] & 0x7F);
            var length = (file[at + 1] << 16) | (file[at + 2] << 8) | file[at + 3];
            if (at + 4 + length > file.Length) throw new UnfitException("broken", scrubbing.Place("flac"));
            var body = file.AsSpan(at + 4, length);
            if (type is StreamInfo or SeekTable) kept.Add((type, body.ToArray()));
            else if (type == 1 && !body.ContainsAnyExcept((byte)0)) scrubbing.Removed("padding", "flac");
            else scrubbing.Removed(type == 6 ? "cover-art" : type == 4 ? "media-tags" : "private-data", $"flac/{type}", Text.Printable.Of(body));
            at += 4 + length;
        }
        if (kept.Count == 0 || kept[0].Type != StreamInfo) throw new UnfitException("broken", scrubbing.Place("flac"));
        return Write(kept, file.AsSpan(at, EndOfSound(file, scrubbing) - at));
    }

    private static byte[] Write(List<(int Type, byte[] Body)> blocks, ReadOnlySpan<byte> frames)
    {
        using var into = new MemoryStream();
        into.Write("fLaC"u8);
        foreach (var (i, (type, body)) in blocks.Index())
        {
            into.Write([(byte)(type | (i == blocks.Count - 1 ? 0x80 : 0)), (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length]);
            into.Write(body);
        }
        into.Write(frames);
        return into.ToArray();
    }

    private static int EndOfSound(byte[] file, Scrubbing scrubbing)
    {
        if (file.Length < 128 || !file.AsSpan(file.Length - 128).StartsWith("TAG"u8)) return file.Length;
        scrubbing.Removed("media-tags", "flac/ID3v1", Text.Printable.Of(file.AsSpan(file.Length - 128)));
        return file.Length - 128;
    }
}
