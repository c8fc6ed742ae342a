using System.Security.Cryptography;

namespace Rebato.Traffic.Reading;

/// <summary>
/// A read-only stream whose first bytes can be looked at before they are read, and that hashes all it gives when asked
/// to. It never seeks, so pipes and decompressors do.
/// </summary>
internal sealed class PeekStream(Stream inner, IncrementalHash? hash = null) : Stream
{
    private readonly byte[] head = GC.AllocateUninitializedArray<byte>(1 << 16);
    private int headAt;
    private int headLength;

    /// <summary>Octets given so far.</summary>
    public long Given { get; private set; }

    /// <summary>Whether the inner stream failed before its end (damaged or cut compression).</summary>
    public bool Broken { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Given; set => throw new NotSupportedException(); }

    /// <summary>The first bytes, up to 64 KiB, still to be read.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        while (headLength < head.Length)
        {
            var read = Take(head.AsSpan(headLength));
            if (read == 0)
                break;
            headLength += read;
        }
        return head.AsSpan(headAt, headLength - headAt);
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (headAt < headLength)
        {
            read = Math.Min(buffer.Length, headLength - headAt);
            head.AsSpan(headAt, read).CopyTo(buffer);
            headAt += read;
        }
        else
        {
            read = Take(buffer);
        }
        Given += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        if (Broken)
            return 0;
        try
        {
            var read = inner.Read(buffer);
            hash?.AppendData(buffer[..read]);
            return read;
        }
        // What decompressors throw on damage is of many types; all of them mean that no more can be had.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Broken = true;
            return 0;
        }
    }
}
