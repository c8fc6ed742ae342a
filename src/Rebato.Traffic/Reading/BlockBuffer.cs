using System.Buffers.Binary;

namespace Rebato.Traffic.Reading;

/// <summary>Reads binary pieces of known length from a stream through one buffer that grows to the largest piece.</summary>
internal sealed class BlockBuffer(Stream content)
{
    private byte[] buffer = new byte[1 << 18];
    private int at;
    private int length;

    public long Given { get; private set; }

    /// <summary>Whether the stream ended inside a piece.</summary>
    public bool Cut { get; private set; }

    /// <summary>The next <paramref name="count"/> bytes, good until the next call; empty at the end (see <see cref="Cut"/>).</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (length - at < count && !Fill(count))
            return default;
        var piece = buffer.AsSpan(at, count);
        at += count;
        Given += count;
        return piece;
    }

    private bool Fill(int count)
    {
        if (count > buffer.Length)
        {
            var wider = new byte[Math.Max(count, buffer.Length * 2)];
            buffer.AsSpan(at, length - at).CopyTo(wider);
            buffer = wider;
        }
        else
        {
            buffer.AsSpan(at, length - at).CopyTo(buffer);
        }
        (at, length) = (0, length - at);
        while (length < count)
        {
            var read = content.Read(buffer.AsSpan(length));
            if (read == 0)
            {
                Cut |= length > 0;
                return false;
            }
            length += read;
        }
        return true;
    }
}

/// <summary>Numbers in either byte order.</summary>
internal readonly struct Endian(bool big)
{
    public ushort U16(ReadOnlySpan<byte> bytes) => big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    public uint U32(ReadOnlySpan<byte> bytes) => big ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    public ulong U64(ReadOnlySpan<byte> bytes) => big ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
