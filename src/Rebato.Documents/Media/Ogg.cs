using System.Buffers.Binary;

namespace Rebato.Documents.Media;

/// <summary>
/// Ogg (RFC 3533) with one Vorbis or Opus stream: the comment packet is replaced by an empty one and the header pages are
/// laid anew; pages of sound keep their packets, with new numbers and sums.
/// </summary>
internal static class Ogg
{
    private static readonly uint[] Table = MakeTable();

    private sealed record Page(byte[] Header, byte[] Body)
    {
        public uint Serial => BinaryPrimitives.ReadUInt32LittleEndian(Header.AsSpan(14));
        public ReadOnlySpan<byte> Laces => Header.AsSpan(27);
    }

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var pages = Pages(file, scrubbing);
        if (pages.Count == 0 || pages.Any(p => p.Serial != pages[0].Serial)) throw new UnfitException("ogg-streams", scrubbing.Place("ogg"));
        var opus = pages[0].Body.AsSpan().StartsWith("OpusHead"u8);
        if (!opus && !pages[0].Body.AsSpan().StartsWith("\u0001vorbis"u8)) throw new UnfitException("ogg-streams", scrubbing.Place("ogg"));
        var (headers, used) = Headers(pages, opus ? 2 : 3, scrubbing);
        var (comment, empty) = (headers[1], opus ? EmptyOpus() : EmptyVorbis());
        if (!comment.AsSpan().SequenceEqual(empty)) scrubbing.Removed("media-tags", "ogg", Text.Printable.Of(comment));
        headers[1] = empty;
        using var into = new MemoryStream(file.Length);
        uint number = 0;
        Write(into, pages[0].Header, Laces(headers[0]), headers[0], number++);
        foreach (var (laces, body, continued) in Split([.. headers.Skip(1)]))
        {
            var header = (byte[])pages[0].Header.Clone();
            header[5] = continued ? (byte)1 : (byte)0;
            header.AsSpan(6, 8).Clear();
            Write(into, header, laces, body, number++);
        }
        foreach (var page in pages.Skip(used)) Write(into, page.Header, page.Laces.ToArray(), page.Body, number++);
        return into.ToArray();
    }

    private static List<Page> Pages(byte[] file, Scrubbing scrubbing)
    {
        var pages = new List<Page>();
        var at = 0;
        while (at + 27 <= file.Length && file.AsSpan(at, 4).SequenceEqual("OggS"u8))
        {
            var count = file[at + 26];
            if (at + 27 + count > file.Length) break;
            var length = 0;
            foreach (var lace in file.AsSpan(at + 27, count)) length += lace;
            if (at + 27 + count + length > file.Length) break;
            pages.Add(new(file.AsSpan(at, 27 + count).ToArray(), file.AsSpan(at + 27 + count, length).ToArray()));
            at += 27 + count + length;
            scrubbing.Spend(0, 1);
        }
        if (at < file.Length) scrubbing.Removed("trailing-data", "ogg", Text.Printable.Of(file.AsSpan(at)));
        return pages;
    }

    /// <summary>The header packets, which end on a page boundary, and how many pages they take.</summary>
    private static (List<byte[]> Packets, int Pages) Headers(List<Page> pages, int wanted, Scrubbing scrubbing)
    {
        var packets = new List<byte[]>();
        var packet = new MemoryStream();
        for (var i = 0; i < pages.Count; i++)
        {
            var at = 0;
            foreach (var lace in pages[i].Laces)
            {
                packet.Write(pages[i].Body, at, lace);
                at += lace;
                if (lace == 255) continue;
                packets.Add(packet.ToArray());
                packet = new();
            }
            if (packets.Count == wanted && packet.Length == 0) return (packets, i + 1);
            if (packets.Count > wanted) break;
        }
        throw new UnfitException("broken", scrubbing.Place("ogg"));
    }

    private static IEnumerable<(byte[] Laces, byte[] Body, bool Continued)> Split(List<byte[]> packets)
    {
        var laces = packets.SelectMany(Laces).ToArray();
        var body = packets.SelectMany(p => p).ToArray();
        var at = 0;
        for (var i = 0; i < laces.Length; i += 255)
        {
            var page = laces[i..Math.Min(laces.Length, i + 255)];
            var length = page.Sum(l => l);
            yield return (page, body[at..(at + length)], i > 0 && laces[i - 1] == 255);
            at += length;
        }
    }

    private static byte[] Laces(byte[] packet) => [.. Enumerable.Repeat((byte)255, packet.Length / 255), (byte)(packet.Length % 255)];

    private static byte[] EmptyVorbis() => [3, .. "vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    private static byte[] EmptyOpus() => [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private static void Write(MemoryStream into, byte[] header, byte[] laces, byte[] body, uint number)
    {
        byte[] page = [.. header.AsSpan(0, 26), (byte)laces.Length, .. laces, .. body];
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), number);
        page.AsSpan(22, 4).Clear();
        uint sum = 0;
        foreach (var b in page) sum = (sum << 8) ^ Table[(sum >> 24) ^ b];
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), sum);
        into.Write(page);
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var sum = i << 24;
            for (var bit = 0; bit < 8; bit++) sum = (sum << 1) ^ ((sum & 0x80000000) != 0 ? 0x04C11DB7u : 0);
            table[i] = sum;
        }
        return table;
    }
}
