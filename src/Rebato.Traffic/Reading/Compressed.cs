using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;

namespace Rebato.Traffic.Reading;

/// <summary>Undoes the compression that the first bytes show; a file compressed twice is undone once more.</summary>
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
        "gzip" => new GZipStream(file, CompressionMode.Decompress, leaveOpen: true),
        "zstd" => new ZstdSharp.DecompressionStream(file, leaveOpen: true),
        "xz" => new XZStream(file),
        "bzip2" => BZip2Stream.Create(file, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
