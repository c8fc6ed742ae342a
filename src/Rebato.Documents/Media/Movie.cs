using System.Collections.Frozen;
using System.Text;
using Rebato.Documents.Images;

namespace Rebato.Documents.Media;

/// <summary>
/// MP4 and QuickTime: tags, positions, names, times and whole tracks of timed metadata (a camera's GPS trail) become empty
/// space; picture and sound keep their bytes and their places.
/// </summary>
internal static class Movie
{
    private static readonly FrozenSet<string> Containers = new[] { "moov", "trak", "mdia", "minf", "stbl", "edts", "dinf", "mvex", "moof", "traf", "gmhd" }.ToFrozenSet();

    private static readonly FrozenSet<string> Kept = new[]
    {
        "ftyp", "styp", "sidx", "ssix", "prft", "mdat", "mvhd", "tkhd", "mdhd", "hdlr", "vmhd", "smhd", "nmhd", "sthd", "gmin", "text", "dref", "stsd", "stts", "ctts", "stss", "stsz",
        "stz2", "stsc", "stco", "co64", "stsh", "sdtp", "sbgp", "sgpd", "subs", "saiz", "saio", "cslg", "stps", "elst", "tref", "tapt", "trex", "mehd", "mfhd", "tfhd", "tfdt", "trun",
        "mfra", "iods", "trep", "leva",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Shown = new[] { "vide", "soun", "text", "sbtl", "subt", "clcp", "pict", "auxv" }.ToFrozenSet();

    /// <summary>QuickTime's tag of the place, "©xyz" in its own alphabet.</summary>
    private static ReadOnlySpan<byte> Position => [0xA9, (byte)'x', (byte)'y', (byte)'z'];

    public static byte[] Clean(byte[] original, Scrubbing scrubbing)
    {
        var file = new BoxFile((byte[])original.Clone(), scrubbing, "mp4");
        var top = file.Boxes(0, file.Bytes.Length);
        if (!top.Exists(b => b.Type == "moov")) throw new UnfitException("broken", scrubbing.Place("mp4"));
        CleanBoxes(file, top, [], scrubbing);
        foreach (var box in top.Where(b => !Kept.Contains(b.Type) && !Containers.Contains(b.Type))) file.Free(box, "private-data");
        var end = BoxFile.EndOf(top);
        if (end < file.Bytes.Length) scrubbing.Removed("trailing-data", "mp4", Text.Printable.Of(file.Bytes.AsSpan(end)));
        return file.Bytes[..end];
    }

    /// <summary>Cleans the movie boxes; <paramref name="used"/> are bytes of the media that something else needs.</summary>
    public static void CleanBoxes(BoxFile file, List<Box> top, List<(long From, long To)> used, Scrubbing scrubbing)
    {
        var fragmented = top.Exists(b => b.Type == "moof");
        var (wholly, dropped) = (!fragmented, false);
        foreach (var movie in top.Where(b => b.Type is "moov" or "moof"))
        {
            foreach (var track in file.Boxes(movie.Body, movie.End).Where(b => b.Type == "trak"))
            {
                if (Shown.Contains(Handler(file, track))) wholly &= SampleTable.Collect(file, track, used, scrubbing);
                else
                {
                    dropped = true;
                    file.Free(track, "timed-metadata");
                }
            }
            CleanInside(file, movie, 0, scrubbing);
        }
        if (dropped && !wholly) throw new UnfitException("timed-metadata-mixed", scrubbing.Place("mp4"));
        if (wholly)
            foreach (var media in top.Where(b => b.Type == "mdat")) file.BlankBetween(media, used, dropped ? "timed-metadata" : "orphan-data");
    }

    private static string Handler(BoxFile file, Box track)
    {
        var media = file.Boxes(track.Body, track.End).Find(b => b.Type == "mdia");
        var handler = media.Type is null ? default : file.Boxes(media.Body, media.End).Find(b => b.Type == "hdlr");
        return handler.Type is null || handler.End - handler.Body < 12 ? "" : Encoding.Latin1.GetString(file.Bytes, handler.Body + 8, 4);
    }

    private static void CleanInside(BoxFile file, Box parent, int depth, Scrubbing scrubbing)
    {
        if (depth > 8) throw new UnfitException("too-deep", scrubbing.Place("mp4"));
        foreach (var box in file.Boxes(parent.Body, parent.End))
        {
            if (Containers.Contains(box.Type)) CleanInside(file, box, depth + 1, scrubbing);
            else if (!Kept.Contains(box.Type)) file.Free(box, Code(file, box));
            else if (box.Type is "mvhd" or "tkhd" or "mdhd") BlankTimes(file, box, scrubbing);
            else if (box.Type == "hdlr") file.BlankHandler(box);
            else if (box.Type == "stsd") BlankEncoder(file, box, scrubbing);
            else if (box.Type == "dref") BlankReferences(file, box, scrubbing);
        }
    }

    private static string Code(BoxFile file, Box box)
    {
        var body = file.Bytes.AsSpan(box.Body, box.End - box.Body);
        return body.IndexOf(Position) >= 0 || body.IndexOf("loci"u8) >= 0 || body.IndexOf("location.ISO6709"u8) >= 0
            ? "gps" : "media-tags";
    }

    private static void BlankTimes(BoxFile file, Box box, Scrubbing scrubbing)
    {
        var length = file.Number(box.Body, 1) == 1 ? 16 : 8;
        if (box.End - box.Body < 4 + length) throw new UnfitException("broken", scrubbing.Place("mp4"));
        var times = file.Bytes.AsSpan(box.Body + 4, length);
        if (!times.ContainsAnyExcept((byte)0)) return;
        scrubbing.Removed("date", $"mp4/{box.Type}", DateTimeOffset.UnixEpoch.AddSeconds(file.Number(box.Body + 4, length / 2) - 2082844800d).ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        times.Clear();
    }

    /// <summary>Visual entries name the program that encoded them: vendor at 20, compressor name at 50.</summary>
    private static void BlankEncoder(BoxFile file, Box table, Scrubbing scrubbing)
    {
        foreach (var entry in file.Boxes(table.Body + 8, table.End).Where(e => e.End - e.Start >= 86 && e.Type is not ("mp4a" or "alac" or "Opus" or "ac-3" or "ec-3" or "sowt" or "twos" or "fLaC" or "tx3g")))
        {
            foreach (var (at, length) in new[] { (20, 4), (50, 32) })
            {
                var words = file.Bytes.AsSpan(entry.Start + at, length);
                if (!words.ContainsAnyExcept((byte)0)) continue;
                scrubbing.Removed("encoder", "mp4/stsd", Text.Printable.Of(words));
                words.Clear();
            }
        }
    }

    private static void BlankReferences(BoxFile file, Box references, Scrubbing scrubbing)
    {
        foreach (var entry in file.Boxes(references.Body + 8, references.End).Where(e => e.End - e.Body > 4))
        {
            var target = file.Bytes.AsSpan(entry.Body + 4, entry.End - entry.Body - 4);
            if (!target.ContainsAnyExcept((byte)0)) continue;
            scrubbing.Removed("file-path", "mp4/dref", Text.Printable.Of(target));
            target.Clear();
        }
    }
}
