using System.Buffers.Binary;
using System.Text;

namespace Rebato.Engines.Tests.Documents;

/// <summary>Pictures made by hand, small and with markers in every segment that can hold words.</summary>
internal static class Pictures
{
    /// <summary>A whole 8×8 grey baseline JPEG.</summary>
    private static readonly byte[] Body = Convert.FromHexString(
        "FFDB004300" + string.Concat(Enumerable.Repeat("10", 64)) + "FFC0000B080008000801011100FFC4001F0000010501010101010100000000000000000102030405060708090A0B"
        + "FFC400B5100002010303020403050504040000017D01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738393A434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FA"
        + "FFDA0008010100003F00D2CF20FFD9");

    public static byte[] Jpeg(Plant p, byte orientation = 6)
    {
        using var into = new MemoryStream();
        into.Write([0xFF, 0xD8]);
        Segment(into, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]);
        Segment(into, 0xE1, [.. "Exif\0\0"u8, .. Exif(p, orientation)]);
        Segment(into, 0xE1, Encoding.UTF8.GetBytes($"http://ns.adobe.com/xap/1.0/\0<x>{p.Hide()}</x>"));
        Segment(into, 0xE2, Encoding.UTF8.GetBytes($"MPF\0{p.Hide()}"));
        Segment(into, 0xED, Encoding.UTF8.GetBytes($"Photoshop 3.0\08BIM{p.Hide()}"));
        Segment(into, 0xFE, Encoding.UTF8.GetBytes(p.Hide()));
        into.Write(Body);
        into.Write(Encoding.UTF8.GetBytes($"ftyp{p.Hide()}"));
        return into.ToArray();
    }

    /// <summary>Big-endian TIFF with artist, orientation, a GPS directory and a second directory.</summary>
    public static byte[] Exif(Plant p, byte orientation)
    {
        var block = new byte[140];
        void U16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(at), (ushort)value);
        void U32(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(at), value);
        void Field(int at, int tag, int type, int count, int value)
        {
            U16(at, tag);
            U16(at + 2, type);
            U32(at + 4, count);
            U32(at + 8, value);
        }
        "MM\0*"u8.CopyTo(block);
        U32(4, 8);
        U16(8, 3);
        Field(10, 274, 3, 1, orientation << 16);
        Field(22, 315, 2, 11, 100);
        Field(34, 34853, 4, 1, 50);
        U16(50, 2);
        Field(52, 1, 2, 2, 'N' << 24);
        Field(64, 2, 5, 3, 112);
        Encoding.ASCII.GetBytes(p.Hide()).CopyTo(block, 100);
        foreach (var (i, value) in new[] { 40, 1, 29, 1, 3600, 100 }.Index()) U32(112 + (i * 4), value);
        return block;
    }

    public static byte[] Png(Plant p)
    {
        using var into = new MemoryStream();
        into.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(into, "IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        Chunk(into, "tEXt", Encoding.Latin1.GetBytes($"Author\0{p.Hide()}"));
        Chunk(into, "zTXt", [.. "Comment\0\0"u8, .. Deflate(Encoding.Latin1.GetBytes(p.Hide()))]);
        Chunk(into, "iTXt", Encoding.UTF8.GetBytes($"XML:com.adobe.xmp\0\0\0\0\0{p.Hide()}"));
        Chunk(into, "eXIf", Exif(p, 1));
        Chunk(into, "prVt", Encoding.UTF8.GetBytes(p.Hide()));
        Chunk(into, "IDAT", Deflate([0, 0x7F]));
        Chunk(into, "IEND", []);
        into.Write(Encoding.UTF8.GetBytes(p.Hide()));
        return into.ToArray();
    }

    public static byte[] Gif(Plant p) =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        0x21, 0xFE, 10, .. Encoding.ASCII.GetBytes(p.Hide()), 0,
        0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0,
        0x21, 0xFF, 11, .. "XMP DataXMP"u8, 10, .. Encoding.ASCII.GetBytes(p.Hide()), 0,
        0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B, .. Encoding.ASCII.GetBytes(p.Hide()),
    ];

    public static byte[] Riff(string form, params (string Type, byte[] Body)[] chunks)
    {
        using var into = new MemoryStream();
        into.Write(Encoding.ASCII.GetBytes("RIFF\0\0\0\0" + form));
        foreach (var (type, body) in chunks)
        {
            into.Write(Encoding.ASCII.GetBytes(type));
            into.Write(BitConverter.GetBytes(body.Length));
            into.Write(body);
            if (body.Length % 2 == 1) into.WriteByte(0);
        }
        var file = into.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    public static byte[] WebP(Plant p) => Riff("WEBP", ("VP8X", [0b1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]), ("VP8L", [0x2F, 0, 0, 0, 0, 0x88, 0x88, 8]), ("EXIF", Exif(p, 1)), ("XMP ", Encoding.UTF8.GetBytes(p.Hide())));

    /// <summary>One-strip little-endian TIFF with artist, XMP and a thumbnail page.</summary>
    public static byte[] Tiff(Plant p)
    {
        using var into = new MemoryStream();
        void Put(int value, int size) => into.Write(BitConverter.GetBytes(value).AsSpan(0, size));
        into.Write("II*\0"u8);
        Put(32, 4);
        into.Write(Encoding.ASCII.GetBytes(p.Hide() + "\0\0" + p.Hide()));
        into.Position = 30;
        into.Write([0xAA, 0xBB]);
        into.Position = 32;
        (int Tag, int Type, int Count, int Value)[] fields = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 30), (277, 3, 1, 1), (278, 3, 1, 1), (279, 4, 1, 1), (315, 2, 11, 8), (700, 1, 10, 20)];
        Put(fields.Length, 2);
        foreach (var f in fields)
        {
            Put(f.Tag, 2);
            Put(f.Type, 2);
            Put(f.Count, 4);
            Put(f.Value, 4);
        }
        Put(0, 4);
        return into.ToArray();
    }

    /// <summary>An EMF of a header with a description, a private comment and the end.</summary>
    public static byte[] Emf(Plant p)
    {
        var file = new byte[108 + 24 + 28 + 20];
        void U32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        U32(0, 1);
        U32(4, 132);
        " EMF"u8.CopyTo(file.AsSpan(40));
        U32(60, 11);
        U32(64, 108);
        Encoding.Unicode.GetBytes(p.Hide()).CopyTo(file, 108);
        U32(132, 70);
        U32(136, 28);
        U32(140, 10);
        Encoding.ASCII.GetBytes(p.Hide()).CopyTo(file, 144);
        U32(160, 14);
        U32(164, 20);
        return file;
    }

    public static byte[] Deflate(byte[] bytes)
    {
        using var into = new MemoryStream();
        using (var zip = new System.IO.Compression.ZLibStream(into, System.IO.Compression.CompressionLevel.Optimal, true)) zip.Write(bytes);
        return into.ToArray();
    }

    private static void Chunk(Stream into, string type, byte[] body)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        into.Write(number);
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. body];
        into.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, System.IO.Hashing.Crc32.HashToUInt32(typed));
        into.Write(number);
    }

    private static void Segment(Stream into, byte marker, byte[] body)
    {
        into.Write([0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)]);
        into.Write(body);
    }
}
