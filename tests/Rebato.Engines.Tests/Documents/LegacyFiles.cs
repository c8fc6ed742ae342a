using System.Buffers.Binary;
using System.Text;

namespace Rebato.Engines.Tests.Documents;

/// <summary>OLE compound files made by hand: a header, one sector of allocation table, one of directory, and streams of 4,096 bytes.</summary>
internal static class LegacyFiles
{
    public static byte[] Word(Plant p) => Of(("WordDocument", Encoding.Unicode.GetBytes(p.Hide())), ("\u0005SummaryInformation", Summary(p.Hide())));

    public static byte[] Of(params (string Name, byte[] Bytes)[] streams)
    {
        const uint end = 0xFFFFFFFE, free = 0xFFFFFFFF;
        var file = new byte[512 * (3 + (8 * streams.Length))];
        Convert.FromHexString("D0CF11E0A1B11AE1").CopyTo(file, 0);
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        file[26] = 3;
        (file[28], file[29], file[30], file[32]) = (0xFE, 0xFF, 9, 6);
        U32(44, 1);
        U32(48, 1);
        U32(56, 4096);
        U32(60, end);
        U32(68, end);
        for (var i = 0; i < 109; i++) U32(76 + (i * 4), i == 0 ? 0 : free);
        for (var i = 0; i < 128; i++) U32(512 + (i * 4), free);
        U32(512, 0xFFFFFFFD);
        U32(516, end);
        Entry(0, "Root Entry", 5, 1, end, 0);
        for (var i = 0; i < streams.Length; i++)
        {
            var first = (uint)(2 + (i * 8));
            for (uint s = 0; s < 8; s++) U32(512 + ((int)(first + s) * 4), s == 7 ? end : first + s + 1);
            Entry(i + 1, streams[i].Name, 2, 0, first, 4096);
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(1024 + ((i + 1) * 128) + 72), i + 1 < streams.Length ? (uint)(i + 2) : free);
            streams[i].Bytes.CopyTo(file, 512 * (int)(first + 1));
        }
        return file;

        void Entry(int index, string name, byte type, uint child, uint start, uint size)
        {
            var at = 1024 + (index * 128);
            Encoding.Unicode.GetBytes(name).CopyTo(file, at);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 64), (ushort)((name.Length + 1) * 2));
            file[at + 66] = type;
            U32(at + 68, free);
            U32(at + 72, free);
            U32(at + 76, type == 5 ? child : free);
            U32(at + 116, start);
            U32(at + 120, size);
        }
    }

    private static byte[] Summary(string author)
    {
        var set = new byte[100];
        void U32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(set.AsSpan(at), value);
        U32(0, 0xFFFE);
        U32(24, 1);
        U32(44, 48);
        U32(52, 1);
        U32(56, 4);
        U32(60, 16);
        U32(64, 30);
        U32(68, author.Length + 1);
        Encoding.ASCII.GetBytes(author).CopyTo(set, 72);
        return set;
    }
}
