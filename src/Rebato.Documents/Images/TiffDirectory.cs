using System.Buffers.Binary;
using System.Text;

namespace Rebato.Documents.Images;

/// <summary>One field of a TIFF directory, its value in the file's own byte order.</summary>
internal sealed record TiffField(int Tag, int Type, long Count, byte[] Value);

/// <summary>Reads TIFF 6.0 and BigTIFF directories (EXIF uses the same) within bounds and without following a loop.</summary>
internal sealed class TiffReader
{
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
    private readonly byte[] file;

    public TiffReader(byte[] file)
    {
        if (file is not ([(byte)'I', (byte)'I', ..] or [(byte)'M', (byte)'M', ..]) || file.Length < 8) throw new UnfitException("broken");
        this.file = file;
        IsLittle = file[0] == 'I';
        IsBig = U16(2) == 43;
        if (IsBig && file.Length < 16) throw new UnfitException("broken");
    }

    public bool IsLittle { get; }
    public bool IsBig { get; }
    public long First => IsBig ? U64(8) : U32(4);

    /// <summary>The directory at <paramref name="offset"/> and where the next one is (0 for none).</summary>
    public (List<TiffField> Fields, long Next) Read(long offset)
    {
        var fields = new List<TiffField>();
        var count = IsBig ? U64(offset) : U16(offset);
        var at = offset + (IsBig ? 8 : 2);
        if (count > 4096) throw new UnfitException("broken");
        for (var i = 0; i < count; i++, at += IsBig ? 20 : 12)
        {
            var type = U16(at + 2);
            var amount = IsBig ? U64(at + 4) : U32(at + 4);
            if (type >= Sizes.Length || Sizes[type] == 0 || amount < 0 || amount > file.Length) continue;
            var length = amount * Sizes[type];
            var room = IsBig ? 8 : 4;
            var place = at + (IsBig ? 12 : 8);
            var where = length <= room ? place : IsBig ? U64(place) : U32(place);
            if (where < 0 || length > file.Length - where) continue;
            fields.Add(new(U16(at), type, amount, file.AsSpan((int)where, (int)length).ToArray()));
        }
        return (fields, at + (IsBig ? 8 : 4) <= file.Length ? IsBig ? U64(at) : U32(at) : 0);
    }

    /// <summary>The integers of a field.</summary>
    public long[] Numbers(TiffField field)
    {
        var size = Sizes[field.Type];
        var numbers = new long[field.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var cell = field.Value.AsSpan(i * size, size);
            numbers[i] = size switch
            {
                1 => cell[0],
                2 => IsLittle ? BinaryPrimitives.ReadUInt16LittleEndian(cell) : BinaryPrimitives.ReadUInt16BigEndian(cell),
                4 => IsLittle ? BinaryPrimitives.ReadUInt32LittleEndian(cell) : BinaryPrimitives.ReadUInt32BigEndian(cell),
                _ => IsLittle ? BinaryPrimitives.ReadInt64LittleEndian(cell) : BinaryPrimitives.ReadInt64BigEndian(cell),
            };
        }
        return numbers;
    }

    /// <summary>Degrees, minutes and seconds as degrees.</summary>
    public double Degrees(TiffField field)
    {
        double total = 0;
        for (int i = 0, unit = 1; i < 3 && ((i + 1) * 8) <= field.Value.Length; i++, unit *= 60)
        {
            var part = new TiffField(0, 4, 2, field.Value.AsSpan(i * 8, 8).ToArray());
            if (Numbers(part) is [var over, > 0 and var under]) total += (double)over / under / unit;
        }
        return total;
    }

    public static string Words(TiffField field) => field.Type == 2 || field.Type == 7 ? Encoding.UTF8.GetString(field.Value).TrimEnd('\0', ' ') : "";

    private int U16(long at)
    {
        var cell = Cell(at, 2);
        return IsLittle ? BinaryPrimitives.ReadUInt16LittleEndian(cell) : BinaryPrimitives.ReadUInt16BigEndian(cell);
    }

    private long U32(long at)
    {
        var cell = Cell(at, 4);
        return IsLittle ? BinaryPrimitives.ReadUInt32LittleEndian(cell) : BinaryPrimitives.ReadUInt32BigEndian(cell);
    }

    private long U64(long at)
    {
        var cell = Cell(at, 8);
        return IsLittle ? BinaryPrimitives.ReadInt64LittleEndian(cell) : BinaryPrimitives.ReadInt64BigEndian(cell);
    }

    private ReadOnlySpan<byte> Cell(long at, int size) =>
        at >= 0 && at <= file.Length - size ? file.AsSpan((int)at, size) : throw new UnfitException("broken");
}
