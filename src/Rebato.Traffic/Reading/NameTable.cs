using System.Text;

namespace Rebato.Traffic.Reading;

/// <summary>Finds a field's number by its name in UTF-8, several times a line: open addressing over a few names.</summary>
internal sealed class NameTable
{
    private readonly byte[]?[] names;
    private readonly int[] numbers;
    private readonly int mask;

    public NameTable(params string[] fields)
    {
        var size = 8;
        while (size < fields.Length * 4)
            size *= 2;
        mask = size - 1;
        names = new byte[size][];
        numbers = new int[size];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = Encoding.UTF8.GetBytes(fields[i]);
            var slot = Slot(name);
            while (names[slot] is not null)
                slot = (slot + 1) & mask;
            names[slot] = name;
            numbers[slot] = i;
        }
    }

    /// <summary>The field's number, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length == 0)
            return -1;
        for (var slot = Slot(name); names[slot] is { } candidate; slot = (slot + 1) & mask)
        {
            if (name.SequenceEqual(candidate))
                return numbers[slot];
        }
        return -1;
    }

    private int Slot(ReadOnlySpan<byte> name) =>
        ((name.Length * 31) + (name[0] * 7) + (name[^1] * 131) + (name[name.Length / 2] * 17)) & mask;
}
