using System.Buffers.Binary;
using System.Text;

namespace Rebato.Documents.Images;

/// <summary>A box of the ISO base media file format (ISO/IEC 14496-12): where it starts, where its body starts, where it ends.</summary>
internal readonly record struct Box(string Type, int Start, int Body, int End);

/// <summary>
/// HEIC, AVIF, MP4 and MOV files share this frame, full of absolute offsets. Cleaning keeps every byte where it is: what must
/// go becomes a <c>free</c> box of zeros of the same length, so pictures and sound are untouched and nothing must be renumbered.
/// </summary>
internal sealed class BoxFile(byte[] bytes, Scrubbing scrubbing, string name)
{
    public byte[] Bytes { get; } = bytes;

    public static FileKind? KindOf(ReadOnlySpan<byte> file)
    {
        var brands = Encoding.Latin1.GetString(file[8..Math.Min(file.Length, 64)]);
        return brands[..4] switch
        {
            "heic" or "heix" or "hevc" or "hevx" or "heim" or "heis" or "mif1" or "msf1" or "avif" or "avis" => FileKind.Heif,
            "crx " or "jxl " or "jp2 " or "jpx " => null,
            _ => FileKind.Mp4,
        };
    }

    /// <summary>The boxes between two offsets; bytes that make no box end the list.</summary>
    public List<Box> Boxes(int from, int to)
    {
        var boxes = new List<Box>();
        while (from + 8 <= to)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(from));
            var body = from + 8;
            if (size == 1 && from + 16 <= to)
            {
                size = BinaryPrimitives.ReadInt64BigEndian(Bytes.AsSpan(from + 8));
                body += 8;
            }
            else if (size == 0) size = to - from;
            if (size < body - from || size > to - from) break;
            boxes.Add(new(Encoding.Latin1.GetString(Bytes, from + 4, 4), from, body, from + (int)size));
            scrubbing.Spend(0, 1);
            from += (int)size;
        }
        return boxes;
    }

    /// <summary>Where the last whole box ends.</summary>
    public static int EndOf(List<Box> boxes) => boxes.Count == 0 ? 0 : boxes[^1].End;

    /// <summary>Turns a box into free space and says what it held.</summary>
    public void Free(Box box, string code)
    {
        var body = Bytes.AsSpan(box.Body, box.End - box.Body);
        if (box.Type is "free" or "skip" or "wide")
        {
            if (body.ContainsAnyExcept((byte)0)) scrubbing.Removed("orphan-data", $"{name}/{box.Type}", Text.Printable.Of(body));
        }
        else
        {
            scrubbing.Removed(code, $"{name}/{box.Type}", Text.Printable.Of(body));
            "free"u8.CopyTo(Bytes.AsSpan(box.Start + 4));
        }
        body.Clear();
    }

    /// <summary>Zeroes whatever of a range no kept piece uses.</summary>
    public void BlankBetween(Box box, List<(long From, long To)> used, string code)
    {
        long at = box.Body;
        foreach (var (from, to) in used.Where(u => u.To > box.Body && u.From < box.End).OrderBy(u => u.From).Append((box.End, box.End)))
        {
            if (from > at) Blank(at, Math.Min(from, box.End), code);
            at = Math.Max(at, to);
        }
    }

    /// <summary>Zeroes a range and reports it when it held anything.</summary>
    public void Blank(long from, long to, string code)
    {
        if (from < 0 || to > Bytes.Length || from >= to) return;
        var range = Bytes.AsSpan((int)from, (int)(to - from));
        if (!range.ContainsAnyExcept((byte)0)) return;
        scrubbing.Removed(code, $"{name}/mdat", Text.Printable.Of(range));
        range.Clear();
    }

    /// <summary>Handler names are free text that names programs and people; the handler's type, which players need, stays.</summary>
    public void BlankHandler(Box handler)
    {
        if (handler.End - handler.Body <= 24) return;
        var words = Bytes.AsSpan(handler.Body + 24, handler.End - handler.Body - 24);
        if (!words.ContainsAnyExcept((byte)0)) return;
        scrubbing.Removed("software", $"{name}/hdlr", Text.Printable.Of(words));
        words.Clear();
    }

    public long Number(long at, int size)
    {
        if (size == 0) return 0;
        if (at < 0 || at + size > Bytes.Length) throw new UnfitException("broken", scrubbing.Place(name));
        long value = 0;
        for (var i = 0; i < size; i++) value = (value << 8) | Bytes[at + i];
        return value;
    }
}
