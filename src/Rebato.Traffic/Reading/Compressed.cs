using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;

namespace Rebato.Traffic.Reading;

/// <summary>Undoes the compression that the first bytes show.</summary>
internal static class Compressed
{
    public static string? Kind(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip"
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) ? "xz"
        : head.StartsWith("BZh"u8) ? "bzip2"
        : null;

    public static Stream Open(string kind, Stream file) => kind switch
    {
        "gzip" => new WholeGzip(file),
        "zstd" => new ZstdSharp.DecompressionStream(file, leaveOpen: true),
        "xz" => new XzStreams(file),
        "bzip2" => BZip2Stream.Create(file, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A stream that is only read.</summary>
    internal abstract class Source : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public abstract override int Read(Span<byte> buffer);
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>
    /// GZipStream takes a cut file for a finished one. So a member of our own is put behind the file: only if the file
    /// ended at the end of a member does it come out again as the last bytes.
    /// </summary>
    private sealed class WholeGzip : Source
    {
        private static readonly byte[] Mark = [.. "rebato end of the gzip file \u001f\u0002\u0007"u8];
        private static readonly byte[] Tail = Pack();

        private readonly GZipStream gzip;
        private readonly byte[] held = new byte[(1 << 16) + Mark.Length];
        private int at;
        private int length;
        private bool ended;

        public WholeGzip(Stream file) => gzip = new(new Followed(file), CompressionMode.Decompress);

        public override int Read(Span<byte> buffer)
        {
            while (!ended && length - at <= Mark.Length)
            {
                held.AsSpan(at, length - at).CopyTo(held);
                (at, length) = (0, length - at);
                var read = gzip.Read(held.AsSpan(length));
                ended = read == 0;
                length += read;
            }
            var free = length - at - Mark.Length;
            if (ended && free <= 0)
            {
                return held.AsSpan(at, length - at).SequenceEqual(Mark) ? 0
                    : throw new InvalidDataException("The gzip file ends in the middle.");
            }
            var given = Math.Min(buffer.Length, free);
            held.AsSpan(at, given).CopyTo(buffer);
            at += given;
            return given;
        }

        protected override void Dispose(bool disposing)
        {
            gzip.Dispose();
            base.Dispose(disposing);
        }

        private static byte[] Pack()
        {
            using var memory = new MemoryStream();
            using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
                gzip.Write(Mark);
            return memory.ToArray();
        }

        private sealed class Followed(Stream file) : Source
        {
            private int sent = -1;

            public override int Read(Span<byte> buffer)
            {
                if (sent < 0)
                {
                    var read = file.Read(buffer);
                    if (read > 0)
                        return read;
                    sent = 0;
                }
                var given = Math.Min(buffer.Length, Tail.Length - sent);
                Tail.AsSpan(sent, given).CopyTo(buffer);
                sent += given;
                return given;
            }
        }
    }

    /// <summary>An .xz file may be several streams one after another (the format's section 2); XZStream reads one.</summary>
    private sealed class XzStreams(Stream file) : Source
    {
        private readonly Pushback raw = new(file);
        private XZStream? current;

        public override int Read(Span<byte> buffer)
        {
            while (true)
            {
                current ??= new XZStream(raw);
                var read = current.Read(buffer);
                if (read > 0 || !raw.MoreAfterPadding())
                    return read;
                current = null;
            }
        }

        /// <summary>XZStream asks for the position, to know how a block is padded.</summary>
        private sealed class Pushback(Stream file) : Source
        {
            private int kept = -1;
            private long given;

            public override long Position { get => given; set => throw new NotSupportedException(); }

            public override int Read(Span<byte> buffer)
            {
                var read = 0;
                if (kept >= 0 && buffer.Length > 0)
                {
                    buffer[0] = (byte)kept;
                    kept = -1;
                    read = 1;
                }
                read += file.Read(buffer[read..]);
                given += read;
                return read;
            }

            public bool MoreAfterPadding()
            {
                do
                    kept = file.ReadByte();
                while (kept == 0);
                return kept > 0;
            }
        }
    }
}
