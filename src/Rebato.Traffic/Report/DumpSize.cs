using System.IO.Compression;

namespace Rebato.Traffic;

/// <summary>What a dump compresses to: the least of two strong compressors, because a thief would use the best at hand.</summary>
/// <param name="Plain">Octets as they are.</param>
/// <param name="Zstd">zstd at level 19 with a window of 128 MiB.</param>
/// <param name="Brotli">Brotli at level 11 with its largest window.</param>
public sealed record DumpSize(long Plain, long Zstd, long Brotli)
{
    /// <summary>The size to declare for the database.</summary>
    public long Compressed => Math.Min(Plain, Math.Min(Zstd, Brotli));

    /// <summary>Reads the stream once, in bounded memory, through both compressors.</summary>
    public static DumpSize Measure(Stream dump, CancellationToken cancellation = default)
    {
        var zstdCount = new Counted();
        var brotliCount = new Counted();
        var plain = 0L;
        var compressor = new ZstdSharp.Compressor(19);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_windowLog, 27);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_enableLongDistanceMatching, 1);
        using (var zstd = new ZstdSharp.CompressionStream(zstdCount, compressor, preserveCompressor: false, leaveOpen: true))
        using (var brotli = new BrotliStream(brotliCount, new BrotliCompressionOptions { Quality = 11 }, leaveOpen: true))
        {
            var buffer = new byte[1 << 20];
            for (int read; (read = dump.Read(buffer)) > 0; plain += read)
            {
                cancellation.ThrowIfCancellationRequested();
                zstd.Write(buffer, 0, read);
                brotli.Write(buffer, 0, read);
            }
        }
        return new(plain, zstdCount.Total, brotliCount.Total);
    }

    private sealed class Counted : Stream
    {
        public long Total { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => Total;
        public override long Position { get => Total; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => Total += count;
        public override void Write(ReadOnlySpan<byte> buffer) => Total += buffer.Length;
    }
}
