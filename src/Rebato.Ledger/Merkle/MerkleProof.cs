namespace Rebato.Ledger;

/// <summary>
/// Checks of the two proofs of RFC 6962 §2.1, with the step-by-step algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2.
/// A proof that is too long, too short or out of range is simply not true.
/// </summary>
public static class MerkleProof
{
    /// <summary>
    /// Does the leaf with <paramref name="leafHash"/> stand at <paramref name="index"/> (from 0) in the tree of
    /// <paramref name="size"/> leaves with <paramref name="root"/>? The path goes from the leaf's sibling to the root's child.
    /// </summary>
    public static bool Includes(in Digest leafHash, long index, long size, ReadOnlySpan<Digest> path, in Digest root) =>
        RootOf(leafHash, index, size, path) is { } computed && computed == root;

    /// <summary>The root that the leaf and the path lead to; null when the path does not fit the index and the size.</summary>
    public static Digest? RootOf(in Digest leafHash, long index, long size, ReadOnlySpan<Digest> path)
    {
        if (index < 0 || index >= size)
            return null;
        var (node, last) = (index, size - 1);
        var hash = leafHash;
        foreach (ref readonly var sibling in path)
        {
            if (last == 0)
                return null;
            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleTree.HashNode(in sibling, in hash);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = MerkleTree.HashNode(in hash, in sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 ? hash : null;
    }

    /// <summary>
    /// Is the tree of <paramref name="newSize"/> leaves the one of <paramref name="oldSize"/> with leaves appended and
    /// nothing else? From the empty tree every tree grows, with an empty path.
    /// </summary>
    public static bool Extends(
        long oldSize, in Digest oldRoot, long newSize, in Digest newRoot, ReadOnlySpan<Digest> path)
    {
        if (oldSize < 0 || oldSize > newSize)
            return false;
        if (oldSize == newSize)
            return path.IsEmpty && oldRoot == newRoot;
        if (oldSize == 0)
            return path.IsEmpty && oldRoot == MerkleTree.EmptyRoot;
        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);
        // A perfect old tree is itself the first node of the walk, and is left out of the path.
        if (node != 0 && path.IsEmpty)
            return false;
        var oldHash = node == 0 ? oldRoot : path[0];
        var newHash = oldHash;
        foreach (ref readonly var hash in node == 0 ? path : path[1..])
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                oldHash = MerkleTree.HashNode(in hash, in oldHash);
                newHash = MerkleTree.HashNode(in hash, in newHash);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                newHash = MerkleTree.HashNode(in newHash, in hash);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot;
    }
}
