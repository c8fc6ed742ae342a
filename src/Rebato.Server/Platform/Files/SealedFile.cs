using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rebato.Platform.Files;

/// <summary>
/// A file under AES-256-GCM in chunks of 64 KiB, in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár,
/// 2015): each chunk is bound to the file, to its place and to whether it is the last, so that none can be cut off,
/// moved or repeated. Memory stays bounded however long the file is.
/// </summary>
internal static class SealedFile
{
    private const int Chunk = 64 * 1024;
    private const int TagBytes = 16;
    private const int PrefixBytes = 7;
    private static ReadOnlySpan<byte> Magic => "RBF1"u8;

    public static async Task Write(byte[] key, Guid file, Stream from, Stream to, CancellationToken cancel)
    {
        var header = new byte[4 + PrefixBytes];
        Magic.CopyTo(header);
        RandomNumberGenerator.Fill(header.AsSpan(4));
        await to.WriteAsync(header, cancel);
        using var aes = new AesGcm(key, TagBytes);
        var plain = new byte[Chunk];
        var next = new byte[Chunk];
        var box = new byte[Chunk + TagBytes];
        var length = await from.ReadAtLeastAsync(plain, Chunk, throwOnEndOfStream: false, cancel);
        for (uint index = 0; ; index++)
        {
            var following = length < Chunk ? 0 : await from.ReadAtLeastAsync(next, Chunk, throwOnEndOfStream: false, cancel);
            var last = following == 0;
            aes.Encrypt(Nonce(header, index, last), plain.AsSpan(0, length), box.AsSpan(0, length), box.AsSpan(length, TagBytes), Bound(file));
            await to.WriteAsync(box.AsMemory(0, length + TagBytes), cancel);
            if (last)
            {
                return;
            }

            (plain, next) = (next, plain);
            length = following;
        }
    }

    /// <summary>Throws <see cref="CryptographicException"/> when a byte was altered, cut or moved.</summary>
    public static async Task Read(byte[] key, Guid file, Stream from, Func<ReadOnlyMemory<byte>, Task> take, CancellationToken cancel)
    {
        var header = new byte[4 + PrefixBytes];
        if (await from.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel) < header.Length || !header.AsSpan(0, 4).SequenceEqual(Magic))
        {
            throw new CryptographicException("Not a sealed file.");
        }

        using var aes = new AesGcm(key, TagBytes);
        var box = new byte[Chunk + TagBytes];
        var next = new byte[Chunk + TagBytes];
        var plain = new byte[Chunk];
        var length = await from.ReadAtLeastAsync(box, box.Length, throwOnEndOfStream: false, cancel);
        for (uint index = 0; ; index++)
        {
            var following = length < box.Length ? 0 : await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancel);
            if (length < TagBytes)
            {
                throw new CryptographicException("Cut short.");
            }

            var bytes = length - TagBytes;
            aes.Decrypt(Nonce(header, index, following == 0), box.AsSpan(0, bytes), box.AsSpan(bytes, TagBytes), plain.AsSpan(0, bytes), Bound(file));
            await take(plain.AsMemory(0, bytes));
            if (following == 0)
            {
                return;
            }

            (box, next) = (next, box);
            length = following;
        }
    }

    private static byte[] Nonce(byte[] header, uint index, bool last)
    {
        var nonce = new byte[12];
        header.AsSpan(4).CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(PrefixBytes), index);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    private static byte[] Bound(Guid file) => file.ToByteArray(bigEndian: true);
}
