using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rebato.Ledger;

/// <summary>Writes what <see cref="ByteReader"/> reads.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(512);

    public ByteWriter Bytes(ReadOnlySpan<byte> value)
    {
        buffer.Write(value);
        return this;
    }

    public ByteWriter U8(int value) => Bytes([checked((byte)value)]);

    public ByteWriter U16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(2), checked((ushort)value));
        return Advance(2);
    }

    public ByteWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(4), value);
        return Advance(4);
    }

    public ByteWriter I64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), value);
        return Advance(8);
    }

    public ByteWriter Id(Guid value)
    {
        value.TryWriteBytes(buffer.GetSpan(16), bigEndian: true, out _);
        return Advance(16);
    }

    public ByteWriter Digest(in Digest value) => Bytes(value.Bytes);

    /// <summary>UTF-8 after one byte of length: at most 255 bytes.</summary>
    public ByteWriter Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return U8(bytes.Length).Bytes(bytes);
    }

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();

    private ByteWriter Advance(int count)
    {
        buffer.Advance(count);
        return this;
    }
}
