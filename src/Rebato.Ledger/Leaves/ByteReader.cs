using System.Buffers.Binary;
using System.Text;

namespace Rebato.Ledger;

/// <summary>
/// Reads a big-endian record field by field. It never throws: after the first field that is not there,
/// <see cref="Failed"/> holds its name and everything read is empty.
/// </summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>The first field that was missing or not well formed; null while all is well.</summary>
    public string? Failed { get; private set; }

    public readonly int Left => rest.Length;

    public ReadOnlySpan<byte> Bytes(int count, string field)
    {
        if (Failed is not null || count < 0 || count > rest.Length)
        {
            Failed ??= field;
            return default;
        }
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public byte U8(string field) => Bytes(1, field) is [var value] ? value : (byte)0;
    public int U16(string field) => Bytes(2, field) is { Length: 2 } value ? BinaryPrimitives.ReadUInt16BigEndian(value) : 0;
    public uint U32(string field) => Bytes(4, field) is { Length: 4 } value ? BinaryPrimitives.ReadUInt32BigEndian(value) : 0;
    public long I64(string field) => Bytes(8, field) is { Length: 8 } value ? BinaryPrimitives.ReadInt64BigEndian(value) : 0;
    public Guid Id(string field) => Bytes(16, field) is { Length: 16 } value ? new Guid(value, bigEndian: true) : default;
    public Digest Digest(string field) => Bytes(32, field) is { Length: 32 } value ? new Digest(value) : default;

    /// <summary>An unsigned 64-bit number that must also fit a signed one, as both databases keep it.</summary>
    public long Count(string field)
    {
        var value = I64(field);
        if (value < 0)
            Failed ??= field;
        return value;
    }

    /// <summary>UTF-8 after one byte of length; ill-formed bytes and control characters fail.</summary>
    public string Text(string field)
    {
        var bytes = Bytes(U8(field), field);
        try
        {
            var text = Strict.GetString(bytes);
            if (text.Any(char.IsControl))
                Failed ??= field;
            return text;
        }
        catch (ArgumentException)
        {
            Failed ??= field;
            return "";
        }
    }
}
