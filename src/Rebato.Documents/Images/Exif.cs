using System.Globalization;

namespace Rebato.Documents.Images;

/// <summary>EXIF (CIPA DC-008): says who, where, when and with what; keeps only which way is up, for that is seen.</summary>
internal static class Exif
{
    private static readonly Dictionary<int, string> Codes = new()
    {
        [270] = "description",
        [271] = "camera",
        [272] = "camera",
        [305] = "software",
        [306] = "date",
        [315] = "author",
        [316] = "software",
        [33432] = "author",
        [36867] = "date",
        [36868] = "date",
        [37510] = "image-comment",
        [42016] = "identifier",
        [42032] = "author",
        [42033] = "identifier",
        [42036] = "camera",
        [42037] = "identifier",
        [40091] = "title",
        [40092] = "image-comment",
        [40093] = "author",
        [40094] = "keywords",
        [40095] = "description",
        [269] = "file-path",
    };

    /// <summary>
    /// Reports what the block says and returns the block that may stay: its orientation alone, or nothing when the
    /// picture stands upright.
    /// </summary>
    public static byte[] Clean(byte[] block, string place, Scrubbing scrubbing)
    {
        var orientation = 1L;
        try
        {
            var reader = new TiffReader(block);
            var (fields, next) = reader.Read(reader.First);
            if (fields.Find(f => f.Tag == 274 && f.Count == 1) is { } turned) orientation = reader.Numbers(turned)[0];
            if (orientation is > 1 and <= 8 && block.AsSpan().SequenceEqual(Upright((byte)orientation)))
            {
                scrubbing.Kept("orientation", place, orientation.ToString(CultureInfo.InvariantCulture));
                return block;
            }
            scrubbing.Removed("exif", place, $"{block.Length} bytes");
            Report(reader, fields, place, scrubbing, 0);
            if (next > 0) scrubbing.Removed("thumbnail", place);
        }
        catch (UnfitException)
        {
            scrubbing.Removed("exif", place, $"{block.Length} bytes");
        }
        return orientation is > 1 and <= 8 ? Upright((byte)orientation) : [];
    }

    public static void Report(TiffReader reader, List<TiffField> fields, string place, Scrubbing scrubbing, int depth)
    {
        foreach (var field in fields)
        {
            if (Codes.TryGetValue(field.Tag, out var code)) scrubbing.Removed(code, place, TiffReader.Words(field));
            else if (field.Tag is 34665 or 40965 && depth < 3 && field.Type is 4 or 13) Report(reader, reader.Read(reader.Numbers(field)[0]).Fields, place, scrubbing, depth + 1);
            else if (field.Tag == 34853 && field.Type is 4 or 13) ReportPlace(reader, reader.Read(reader.Numbers(field)[0]).Fields, place, scrubbing);
            else if (field.Tag == 37500) scrubbing.Removed("private-data", place, "MakerNote");
        }
    }

    private static void ReportPlace(TiffReader reader, List<TiffField> fields, string place, Scrubbing scrubbing)
    {
        string? Coordinate(int tag, int side) => fields.Find(f => f.Tag == tag && f.Type == 5) is { } field
            ? reader.Degrees(field).ToString("0.######", CultureInfo.InvariantCulture) + (fields.Find(f => f.Tag == side) is { } s ? TiffReader.Words(s) : "") : null;
        var position = string.Join(" ", new[] { Coordinate(2, 1), Coordinate(4, 3) }.Where(c => c is not null));
        var day = fields.Find(f => f.Tag == 29) is { } date ? TiffReader.Words(date) : "";
        scrubbing.Removed("gps", place, $"{position} {day}");
    }

    private static byte[] Upright(byte orientation) =>
        [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
}
