using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Rebato.Documents.Images;

/// <summary>TIFF 6.0 and BigTIFF: every page is written anew with its strips or tiles untouched and only the fields that draw it.</summary>
internal static class Tiff
{
    private const int Strips = 273, StripLengths = 279, Tiles = 324, TileLengths = 325, Compression = 259, Subfile = 254;

    private static readonly FrozenSet<int> Kept = new[]
    {
        254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 274, 277, 278, 280, 281, 282, 283, 284, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323,
        332, 334, 336, 338, 339, 340, 341, 347, 529, 530, 531, 532, 34675,
    }.ToFrozenSet();

    private static readonly FrozenSet<int> Layout = new[] { Strips, StripLengths, Tiles, TileLengths }.ToFrozenSet();

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var reader = new TiffReader(file);
        var writer = new TiffWriter(reader);
        var seen = new HashSet<long>();
        for (var at = reader.First; at != 0;)
        {
            if (!seen.Add(at)) throw new UnfitException("loop", scrubbing.Place("tiff"));
            scrubbing.Spend(0, 1);
            var (fields, next) = reader.Read(at);
            Page(file, reader, fields, writer, $"tiff/{seen.Count}", scrubbing);
            at = next;
        }
        return writer.Finish() ?? throw new UnfitException("broken", scrubbing.Place("tiff"));
    }

    private static void Page(byte[] file, TiffReader reader, List<TiffField> fields, TiffWriter writer, string place, Scrubbing scrubbing)
    {
        if (fields.Exists(f => f.Tag is 50706 or 50707)) throw new UnfitException("camera-raw", scrubbing.Place(place));
        if (Number(Compression) == 6 || fields.Exists(f => f.Tag is 513 or 514)) throw new UnfitException("old-tiff", scrubbing.Place(place));
        if ((Number(Subfile) & 1) == 1 && writer.HasPages)
        {
            scrubbing.Removed("thumbnail", place);
            return;
        }
        Exif.Report(reader, fields, place, scrubbing, 0);
        foreach (var gone in fields.Where(f => !Kept.Contains(f.Tag) && !Layout.Contains(f.Tag)))
            scrubbing.Removed(Code(gone.Tag), place, $"{gone.Tag}: {Text.Printable.Of(gone.Value)}");
        var (offsets, lengths) = (Field(Tiles) ?? Field(Strips), Field(TileLengths) ?? Field(StripLengths));
        if (offsets is null || lengths is null || offsets.Count != lengths.Count) throw new UnfitException("broken", scrubbing.Place(place));
        var pieces = new List<ReadOnlyMemory<byte>>();
        foreach (var (offset, length) in reader.Numbers(offsets).Zip(reader.Numbers(lengths)))
        {
            if (offset < 0 || length < 0 || offset > file.Length || length > file.Length - offset) throw new UnfitException("broken", scrubbing.Place(place));
            scrubbing.Spend(length);
            pieces.Add(file.AsMemory((int)offset, (int)length));
        }
        writer.Page([.. fields.Where(f => Kept.Contains(f.Tag)).DistinctBy(f => f.Tag)], pieces, Field(Tiles) is not null);

        TiffField? Field(int tag) => fields.Find(f => f.Tag == tag);
        long Number(int tag) => Field(tag) is { Count: > 0 } field ? reader.Numbers(field)[0] : 0;
    }

    private static string Code(int tag) => tag switch
    {
        700 => "xmp",
        33723 => "iptc",
        34665 => "exif",
        34853 or 33550 or 33922 or 34264 or (>= 34735 and <= 34737) => "gps",
        330 => "thumbnail",
        _ => "private-data",
    };
}

/// <summary>Writes TIFF pages in the byte order of their source.</summary>
internal sealed class TiffWriter(TiffReader source)
{
    private readonly MemoryStream into = Header(source);
    private long link = source.IsBig ? 8 : 4;

    public bool HasPages { get; private set; }

    public void Page(List<TiffField> fields, List<ReadOnlyMemory<byte>> pieces, bool tiled)
    {
        HasPages = true;
        var offsets = new List<long>();
        foreach (var piece in pieces)
        {
            Even();
            offsets.Add(into.Length);
            into.Write(piece.Span);
        }
        fields.Add(Longs(tiled ? 324 : 273, offsets));
        fields.Add(Longs(tiled ? 325 : 279, [.. pieces.Select(p => (long)p.Length)]));
        fields.Sort((a, b) => a.Tag.CompareTo(b.Tag));
        var room = source.IsBig ? 8 : 4;
        var places = new Dictionary<int, long>();
        foreach (var field in fields.Where(f => f.Value.Length > room))
        {
            Even();
            places[field.Tag] = into.Length;
            into.Write(field.Value);
        }
        Even();
        Patch(link, into.Length);
        Put(fields.Count, source.IsBig ? 8 : 2);
        foreach (var field in fields)
        {
            Put(field.Tag, 2);
            Put(field.Type, 2);
            Put(field.Count, room);
            if (places.TryGetValue(field.Tag, out var place)) Put(place, room);
            else into.Write([.. field.Value, .. new byte[room - field.Value.Length]]);
        }
        link = into.Length;
        Put(0, room);
    }

    /// <summary>The file, or null when it has no page.</summary>
    public byte[]? Finish() => HasPages ? into.ToArray() : null;

    private static MemoryStream Header(TiffReader source)
    {
        var header = new MemoryStream();
        byte magic = source.IsBig ? (byte)43 : (byte)42;
        header.Write(source.IsLittle ? [(byte)'I', (byte)'I', magic, 0] : [(byte)'M', (byte)'M', 0, magic]);
        header.Write(source.IsBig ? source.IsLittle ? [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] : [0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] : [0, 0, 0, 0]);
        return header;
    }

    private TiffField Longs(int tag, List<long> values) =>
        new(tag, source.IsBig ? 16 : 4, values.Count, [.. values.SelectMany(v => Number(v, source.IsBig ? 8 : 4))]);

    private void Put(long value, int size) => into.Write(Number(value, size));

    private void Patch(long at, long value)
    {
        into.Position = at;
        Put(value, source.IsBig ? 8 : 4);
        into.Position = into.Length;
    }

    private void Even()
    {
        if ((into.Length & 1) == 1) into.WriteByte(0);
    }

    private byte[] Number(long value, int size)
    {
        var cell = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(cell, value);
        var bytes = cell[..size];
        if (!source.IsLittle) Array.Reverse(bytes);
        return bytes;
    }
}
