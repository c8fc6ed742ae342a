using System.Text;

namespace Rebato.Documents.Images;

/// <summary>HEIC and AVIF (ISO/IEC 23008-12): EXIF and XMP items are emptied in place; rotation is a property of its own and stays.</summary>
internal static class Heif
{
    private static readonly byte[] EmptyExif = [0, 0, 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0];
    private static readonly string[] MetaKept = ["hdlr", "pitm", "iinf", "iloc", "iprp", "iref", "idat", "dinf", "grpl"];

    private sealed record Item(string Type, List<(long From, long To)> Extents);

    public static byte[] Clean(byte[] original, Scrubbing scrubbing)
    {
        var file = new BoxFile((byte[])original.Clone(), scrubbing, "heif");
        var top = file.Boxes(0, file.Bytes.Length);
        var meta = top.Find(b => b.Type == "meta");
        if (meta.Type is null || top[0].Type != "ftyp") throw new UnfitException("broken", scrubbing.Place("heif"));
        var inner = file.Boxes(meta.Body + 4, meta.End);
        var items = Items(file, inner, scrubbing);
        foreach (var box in inner.Where(b => !MetaKept.Contains(b.Type))) file.Free(box, "private-data");
        if (inner.Find(b => b.Type == "hdlr") is { Type: not null } handler) file.BlankHandler(handler);
        foreach (var item in items.Where(i => i.Type is "Exif" or "mime" or "uri ")) Empty(file, item, scrubbing);
        var used = items.SelectMany(i => i.Extents).ToList();
        var moving = top.Exists(b => b.Type == "moov");
        foreach (var box in top)
        {
            if (box.Type == "mdat" && !moving) file.BlankBetween(box, used, "orphan-data");
            else if (box.Type is not ("ftyp" or "meta" or "mdat" or "moov")) file.Free(box, "private-data");
        }
        if (moving) Media.Movie.CleanBoxes(file, top, used, scrubbing);
        var end = BoxFile.EndOf(top);
        if (end < file.Bytes.Length) scrubbing.Removed("trailing-data", "heif", Text.Printable.Of(file.Bytes.AsSpan(end)));
        return file.Bytes[..end];
    }

    private static void Empty(BoxFile file, Item item, Scrubbing scrubbing)
    {
        var filler = item.Type == "Exif" ? EmptyExif : [];
        var blank = item.Type == "Exif" ? (byte)0 : (byte)' ';
        var written = 0;
        foreach (var (from, to) in item.Extents)
        {
            var range = file.Bytes.AsSpan((int)from, (int)(to - from));
            var old = range.ToArray();
            for (var i = 0; i < range.Length; i++) range[i] = written < filler.Length ? filler[written++] : blank;
            if (old.AsSpan().SequenceEqual(range)) continue;
            if (item.Type == "Exif" && old.Length > 8) Exif.Clean(old[Math.Min(old.Length, 4 + (int)Math.Min((uint)file.Bytes.Length, Header(old)))..], "heif/EXIF", scrubbing);
            else scrubbing.Removed(item.Type == "mime" ? "xmp" : "private-data", $"heif/{item.Type.Trim()}", Text.Printable.Of(old));
        }
    }

    /// <summary>How far the TIFF header is from the start of the payload.</summary>
    private static uint Header(byte[] payload) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(payload);

    private static List<Item> Items(BoxFile file, List<Box> meta, Scrubbing scrubbing)
    {
        var (info, places) = (meta.Find(b => b.Type == "iinf"), meta.Find(b => b.Type == "iloc"));
        if (info.Type is null || places.Type is null) throw new UnfitException("broken", scrubbing.Place("heif"));
        var wide = file.Number(info.Body, 1) > 0;
        var types = new Dictionary<long, string>();
        foreach (var entry in file.Boxes(info.Body + (wide ? 8 : 6), info.End).Where(b => b.Type == "infe"))
        {
            var version = file.Number(entry.Body, 1);
            if (version < 2) throw new UnfitException("broken", scrubbing.Place("heif/infe"));
            var size = version == 2 ? 2 : 4;
            types[file.Number(entry.Body + 4, size)] = Encoding.Latin1.GetString(file.Bytes, entry.Body + 6 + size, 4);
        }
        return [.. Locations(file, places, meta.Find(b => b.Type == "idat"), scrubbing).Select(l => new Item(types.GetValueOrDefault(l.Id, ""), l.Extents))];
    }

    private static IEnumerable<(long Id, List<(long From, long To)> Extents)> Locations(BoxFile file, Box box, Box data, Scrubbing scrubbing)
    {
        var version = file.Number(box.Body, 1);
        var sizes = (int)file.Number(box.Body + 4, 2);
        var (offset, length, start, index) = ((sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15, version > 0 ? sizes & 15 : 0);
        long at = box.Body + 6;
        long Take(int size) => file.Number((at += size) - size, size);
        if (new[] { offset, length, start, index }.Any(s => s is not (0 or 4 or 8))) throw new UnfitException("broken", scrubbing.Place("heif/iloc"));
        var count = Take(version < 2 ? 2 : 4);
        for (var i = 0; i < count; i++)
        {
            scrubbing.Spend(0, 1);
            var id = Take(version < 2 ? 2 : 4);
            var method = version > 0 ? Take(2) & 15 : 0;
            Take(2);
            var origin = Take(start) + (method == 1 ? data.Body : 0);
            var extents = new List<(long, long)>();
            for (var n = Take(2); n > 0; n--)
            {
                Take(index);
                var from = origin + Take(offset);
                var to = from + Take(length);
                if (method == 2) continue;
                if (from < 0 || to < from || to > file.Bytes.Length) throw new UnfitException("broken", scrubbing.Place("heif/iloc"));
                extents.Add((from, to));
            }
            yield return (id, extents);
        }
    }
}
