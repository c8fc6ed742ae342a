using System.Numerics;
using System.Security.Cryptography;

namespace Rebato.Ledger;

/// <summary>
/// The Merkle tree hashing of RFC 6962 §2.1 with SHA-256: a leaf is SHA-256(0x00 ‖ entry), a node is
/// SHA-256(0x01 ‖ left ‖ right), and a tree of n leaves splits at the largest power of two below n.
/// </summary>
public static class MerkleTree
{
    private const int OnStack = 1024;

    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static Digest EmptyRoot { get; } = Digest.Of([]);

    /// <summary>The hash of one entry of the log.</summary>
    public static Digest HashLeaf(ReadOnlySpan<byte> entry)
    {
        var buffer = entry.Length < OnStack ? stackalloc byte[OnStack] : new byte[entry.Length + 1];
        buffer[0] = 0;
        entry.CopyTo(buffer[1..]);
        return Digest.Of(buffer[..(entry.Length + 1)]);
    }

    /// <summary>The hash of an inner node.</summary>
    public static Digest HashNode(in Digest left, in Digest right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Digest.Length)];
        buffer[0] = 1;
        left.Bytes.CopyTo(buffer[1..]);
        right.Bytes.CopyTo(buffer[(1 + Digest.Length)..]);
        var digest = default(Digest);
        SHA256.HashData(buffer, digest.Writable);
        return digest;
    }

    /// <summary>The root over <paramref name="leafHashes"/>, left to right.</summary>
    public static Digest Root(ReadOnlySpan<Digest> leafHashes)
    {
        var frontier = new Frontier();
        frontier.AppendMany(leafHashes);
        return frontier.Root();
    }

    /// <summary>Where a tree of <paramref name="size"/> leaves (two or more) splits: the largest power of two below it.</summary>
    internal static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
