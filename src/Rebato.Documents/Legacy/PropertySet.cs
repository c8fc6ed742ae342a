using System.Buffers.Binary;
using System.Text;

namespace Rebato.Documents.Legacy;

/// <summary>The summary property sets of OLE files ([MS-OLEPS]).</summary>
internal static class PropertySet
{
    private static readonly Dictionary<uint, string> Summary = new()
    {
        [2] = "title",
        [3] = "document-property",
        [4] = "author",
        [5] = "keywords",
        [6] = "description",
        [7] = "template",
        [8] = "last-modified-by",
        [18] = "software",
    };

    private static readonly Dictionary<uint, string> Document = new() { [2] = "document-property", [14] = "author", [15] = "organisation" };

    public static void Report(CompoundEntry entry, Scrubbing scrubbing)
    {
        var bytes = entry.Bytes;
        if (bytes.Length < 48) return;
        var codes = entry.Path.Contains("Document", StringComparison.Ordinal) ? Document : Summary;
        var section = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(44));
        if (section < 0 || section + 8 > bytes.Length) return;
        var count = Math.Min(200, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(section + 4)));
        for (var i = 0; i < count && section + 16 + (i * 8) <= bytes.Length; i++)
        {
            var id = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(section + 8 + (i * 8)));
            var at = section + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(section + 12 + (i * 8)));
            if (at + 8 > bytes.Length) continue;
            var type = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at));
            if (type == 64 && at + 12 <= bytes.Length && id is 11 or 12 or 13) ReportDate(bytes, (int)at, entry, scrubbing);
            else if (type is 30 or 31 && codes.TryGetValue(id, out var code) && Words(bytes, (int)at, type) is { Length: > 0 } words) scrubbing.Removed(code, Name(entry), words);
        }
    }

    private static void ReportDate(byte[] bytes, int at, CompoundEntry entry, Scrubbing scrubbing)
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 4));
        if (ticks > 0 && ticks < DateTime.MaxValue.Ticks - 504911232000000000) scrubbing.Removed("date", Name(entry), DateTime.FromFileTimeUtc(ticks).ToString("u", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Words(byte[] bytes, int at, uint type)
    {
        var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 4)) * (type == 31 ? 2 : 1);
        if (length > bytes.Length - at - 8) return "";
        return (type == 31 ? Encoding.Unicode : Encoding.Latin1).GetString(bytes, at + 8, (int)length).TrimEnd('\0');
    }

    private static string Name(CompoundEntry entry) => "ole/" + entry.Path.TrimStart('\u0005');
}
