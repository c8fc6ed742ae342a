using System.Numerics;

namespace Rebato.Ledger;

/// <summary>
/// The right edge of a growing tree: one perfect-subtree root per bit set in its size (a "compact range"). It is all
/// that is needed to append and to know the root: at most 63 digests for any log.
/// </summary>
public sealed class Frontier
{
    private const int Levels = 63;
    private readonly Digest[] roots = new Digest[Levels];

    /// <summary>How many leaves were appended.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf by its <see cref="MerkleTree.HashLeaf"/>; its index is the size before.</summary>
    public void Append(in Digest leafHash)
    {
        if (Size == long.MaxValue)
            throw new InvalidOperationException("The log is full.");
        var hash = leafHash;
        var level = BitOperations.TrailingZeroCount(~Size);
        for (var i = 0; i < level; i++)
            hash = MerkleTree.HashNode(in roots[i], in hash);
        roots[level] = hash;
        Size++;
    }

    public void AppendMany(ReadOnlySpan<Digest> leafHashes)
    {
        foreach (ref readonly var hash in leafHashes)
            Append(in hash);
    }

    /// <summary>The root of the tree as it stands.</summary>
    public Digest Root()
    {
        if (Size == 0)
            return MerkleTree.EmptyRoot;
        var level = BitOperations.TrailingZeroCount(Size);
        var root = roots[level];
        for (level++; level < Levels; level++)
        {
            if ((Size >> level & 1) == 1)
                root = MerkleTree.HashNode(in roots[level], in root);
        }
        return root;
    }

    /// <summary>An independent frontier in the same state: what a transaction works on until it commits.</summary>
    public Frontier Copy() => FromBytes(Size, ToBytes());

    /// <summary>The subtree roots from the largest (leftmost) to the smallest, 32 bytes each: popcount(size) × 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[BitOperations.PopCount((ulong)Size) * Digest.Length];
        var at = 0;
        for (var level = Levels - 1; level >= 0; level--)
        {
            if ((Size >> level & 1) == 0)
                continue;
            roots[level].Bytes.CopyTo(bytes.AsSpan(at));
            at += Digest.Length;
        }
        return bytes;
    }

    /// <summary>
    /// Restores what <see cref="ToBytes"/> gave for a log of <paramref name="size"/> leaves. Throws
    /// <see cref="FormatException"/> when the length does not belong to the size: the stored head is damaged.
    /// </summary>
    public static Frontier FromBytes(long size, ReadOnlySpan<byte> bytes)
    {
        if (size < 0 || bytes.Length != BitOperations.PopCount((ulong)size) * Digest.Length)
            throw new FormatException($"A frontier of {size} leaves does not have {bytes.Length} bytes.");
        var frontier = new Frontier { Size = size };
        var digests = Digest.Read(bytes);
        var at = 0;
        for (var level = Levels - 1; level >= 0; level--)
        {
            if ((size >> level & 1) == 1)
                frontier.roots[level] = digests[at++];
        }
        return frontier;
    }
}
