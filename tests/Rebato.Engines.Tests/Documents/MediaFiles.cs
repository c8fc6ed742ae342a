using System.Buffers.Binary;
using System.Text;

namespace Rebato.Engines.Tests.Documents;

/// <summary>Sound and video made by hand: frames of silence, with markers in the tags.</summary>
internal static class MediaFiles
{
    public static byte[] Mp3(Plant p)
    {
        byte[] frame = [0xFF, 0xFB, 0x90, 0x00, .. new byte[413]];
        byte[] tag = [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 20, .. Encoding.ASCII.GetBytes(p.Hide() + p.Hide())];
        return [.. tag, .. frame, .. frame, .. frame, .. "TAG"u8, .. Encoding.ASCII.GetBytes(p.Hide()), .. new byte[115], .. frame, .. frame, .. "APETAGEX"u8, .. Encoding.ASCII.GetBytes(p.Hide()), .. new byte[30]];
    }

    public static byte[] Flac(Plant p)
    {
        byte[] Block(int type, byte[] body) => [(byte)type, 0, 0, (byte)body.Length, .. body];
        return [.. "fLaC"u8, .. Block(0, new byte[34]), .. Block(4, Encoding.ASCII.GetBytes(p.Hide())), .. Block(6, Encoding.ASCII.GetBytes(p.Hide())), .. Block(0x81, Encoding.ASCII.GetBytes(p.Hide())), 0xFF, 0xF8, 1, 2, 3];
    }

    public static byte[] Wave(Plant p) => Pictures.Riff("WAVE", ("fmt ", [1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0]), ("LIST", Encoding.ASCII.GetBytes("INFOIART" + p.Hide())), ("bext", Encoding.ASCII.GetBytes(p.Hide())), ("data", [1, 2, 3]));

    /// <summary>An Opus stream; sums are zero, for readers of Ogg check them and cleaners write them anew.</summary>
    public static byte[] Ogg(Plant p)
    {
        byte[] Page(byte flags, int number, params byte[][] packets) =>
            [.. "OggS\0"u8, flags, .. new byte[8], 7, 0, 0, 0, .. BitConverter.GetBytes(number), 0, 0, 0, 0, (byte)packets.Length, .. packets.Select(x => (byte)x.Length), .. packets.SelectMany(x => x)];
        return [.. Page(2, 0, [.. "OpusHead"u8, .. new byte[11]]), .. Page(0, 1, [.. "OpusTags"u8, .. Encoding.ASCII.GetBytes(p.Hide() + p.Hide())]), .. Page(4, 2, [1, 2, 3], [4, 5])];
    }

    /// <summary>A movie of one picture track and one track of positions, with tags, names and times.</summary>
    public static byte[] Mp4(Plant p)
    {
        byte[] Box(string type, params byte[][] bodies)
        {
            var body = bodies.SelectMany(b => b).ToArray();
            var size = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(size, body.Length + 8);
            return [.. size, .. Encoding.Latin1.GetBytes(type), .. body];
        }
        byte[] U32(params int[] values) => [.. values.SelectMany(v => new[] { (byte)(v >> 24), (byte)(v >> 16), (byte)(v >> 8), (byte)v })];
        byte[] Words(string text) => Encoding.UTF8.GetBytes(text);
        byte[] Track(string handler, int offset, int size) => Box("trak", Box("tkhd", U32(0, 99, 99), new byte[72]), Box("mdia", Box("mdhd", U32(0, 98, 98), new byte[12]), Box("hdlr", U32(0, 0), Words(handler), U32(0, 0, 0), Words(p.Hide() + "\0")),
            Box("minf", Box("stbl", Box("stsd", U32(0, 0)), Box("stsz", U32(0, size, 1)), Box("stsc", U32(0, 1, 1, 1, 1)), Box("stco", U32(0, 1, offset))))));
        var shown = Words("PICTURE!");
        var media = Box("mdat", shown, Words(p.Hide()), Words("gap" + p.Hide()));
        var start = Box("ftyp", Words("isom"), U32(0), Words("isom"));
        byte[] file = [.. start, .. media];
        return [.. file, .. Box("moov", Box("mvhd", U32(0, 97, 97), new byte[88]), Track("vide", start.Length + 8, 8), Track("meta", start.Length + 16, 10), Box("udta", Box("\u00A9xyz", Words(p.Hide())))), .. Box("uuid", new byte[16], Words(p.Hide())), .. Words("x" + p.Hide())];
    }

    /// <summary>A HEIC of one picture with EXIF and XMP items, each in the media box.</summary>
    public static byte[] Heic(Plant p)
    {
        byte[] Box(string type, params byte[][] bodies)
        {
            var body = bodies.SelectMany(b => b).ToArray();
            return [0, 0, (byte)((body.Length + 8) >> 8), (byte)(body.Length + 8), .. Encoding.ASCII.GetBytes(type), .. body];
        }
        byte[] Entry(byte id, string type) => Box("infe", [2, 0, 0, 0, 0, id, 0, 0], Encoding.ASCII.GetBytes(type), [0]);
        byte[] exif = [0, 0, 0, 0, .. Pictures.Exif(p, 1)];
        byte[] xmp = Encoding.ASCII.GetBytes($"<x>{p.Hide()}</x>");
        byte[] picture = [1, 2, 3, 4, 5, 6, 7, 8];
        var start = Box("ftyp", "heic\0\0\0\0heic"u8.ToArray());
        byte[] Meta(int at) => Box("meta", new byte[4], Box("hdlr", new byte[8], "pict"u8.ToArray(), new byte[12], Encoding.ASCII.GetBytes(p.Gone[0])), Box("iinf", [0, 0, 0, 0, 0, 3], Entry(1, "hvc1"), Entry(2, "Exif"), Entry(3, "mime")),
            Box("iloc", [0, 0, 0, 0, 0x44, 0, 0, 3], Place(1, at, picture.Length), Place(2, at + picture.Length, exif.Length), Place(3, at + picture.Length + exif.Length, xmp.Length)));
        byte[] Place(byte id, int offset, int length) => [0, id, 0, 0, 0, 1, 0, 0, (byte)(offset >> 8), (byte)offset, 0, 0, (byte)(length >> 8), (byte)length];
        var at = start.Length + Meta(0).Length + 8;
        return [.. start, .. Meta(at), .. Box("mdat", picture, exif, xmp, Encoding.ASCII.GetBytes(p.Hide())), .. Box("free", Encoding.ASCII.GetBytes(p.Hide()))];
    }
}
