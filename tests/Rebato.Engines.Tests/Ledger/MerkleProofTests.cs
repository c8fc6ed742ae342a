using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class MerkleProofTests
{
    private const int Largest = 100;
    private static readonly MemoryTiles Tiles = Grow(Largest);
    private static readonly TileProver Prover = new(Tiles);
    private static readonly Digest[] Roots = [.. Enumerable.Range(0, Largest + 1).Select(size => Prover.Root(size))];

    [Fact]
    public void Every_leaf_of_every_small_tree_has_a_proof_and_every_change_of_it_fails()
    {
        for (var size = 1; size <= Largest; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = Prover.Inclusion(index, size);
                Assert.True(MerkleProof.Includes(Leaf(index), index, size, path, Roots[size]));
                foreach (var wrong in Mutations(path))
                    Assert.False(MerkleProof.Includes(Leaf(index), index, size, wrong, Roots[size]));
                Assert.False(MerkleProof.Includes(Leaf(index + 1), index, size, path, Roots[size]));
                Assert.False(MerkleProof.Includes(Leaf(index), index, size, path, Roots[size - 1]));
                if (size > 1)
                    Assert.False(MerkleProof.Includes(Leaf(index), (index + 1) % size, size, path, Roots[size]));
            }
        }
    }

    [Fact]
    public void Every_pair_of_small_trees_has_a_consistency_proof_and_every_change_of_it_fails()
    {
        for (var newSize = 0; newSize <= Largest; newSize++)
        {
            for (var oldSize = 0; oldSize <= newSize; oldSize++)
            {
                var path = Prover.Consistency(oldSize, newSize);
                Assert.True(MerkleProof.Extends(oldSize, Roots[oldSize], newSize, Roots[newSize], path));
                foreach (var wrong in Mutations(path))
                    Assert.False(MerkleProof.Extends(oldSize, Roots[oldSize], newSize, Roots[newSize], wrong));
                Assert.False(MerkleProof.Extends(oldSize, Flip(Roots[oldSize]), newSize, Roots[newSize], path));
                if (oldSize > 0)
                    Assert.False(MerkleProof.Extends(oldSize, Roots[oldSize], newSize, Flip(Roots[newSize]), path));
            }
        }
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public void A_leaf_outside_the_tree_has_no_proof(long index, long size)
    {
        Assert.False(MerkleProof.Includes(Leaf(0), index, size, [], Leaf(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Prover.Inclusion(index, size));
    }

    [Fact]
    public void A_tree_does_not_shrink_into_another()
    {
        Assert.False(MerkleProof.Extends(8, Roots[8], 7, Roots[7], []));
        Assert.False(MerkleProof.Extends(-1, Roots[0], 7, Roots[7], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Prover.Consistency(8, 7));
    }

    [Fact]
    public void The_proofs_are_those_of_the_example_in_rfc_6962()
    {
        // RFC 6962 §2.1.3: the tree of seven leaves d0..d6, with the names of the RFC.
        Digest a = Leaf(0), b = Leaf(1), c = Leaf(2), d = Leaf(3), e = Leaf(4), f = Leaf(5), j = Leaf(6);
        Digest g = MerkleTree.HashNode(a, b), h = MerkleTree.HashNode(c, d), i = MerkleTree.HashNode(e, f);
        Digest k = MerkleTree.HashNode(g, h), l = MerkleTree.HashNode(i, j);
        Assert.Equal([b, h, l], Prover.Inclusion(0, 7));
        Assert.Equal([c, g, l], Prover.Inclusion(3, 7));
        Assert.Equal([f, j, k], Prover.Inclusion(4, 7));
        Assert.Equal([i, k], Prover.Inclusion(6, 7));
        Assert.Equal([c, d, g, l], Prover.Consistency(3, 7));
        Assert.Equal([l], Prover.Consistency(4, 7));
        Assert.Equal([i, j, k], Prover.Consistency(6, 7));
    }

    private static IEnumerable<Digest[]> Mutations(Digest[] path)
    {
        yield return [.. path, Leaf(0)];
        yield return [Leaf(0), .. path];
        if (path.Length == 0)
            yield break;
        yield return path[1..];
        yield return path[..^1];
        for (var at = 0; at < path.Length; at++)
        {
            Digest[] flipped = [.. path];
            flipped[at] = Flip(flipped[at]);
            yield return flipped;
        }
        if (path.Length > 1)
            yield return [path[1], path[0], .. path[2..]];
    }

    private static Digest Flip(Digest digest)
    {
        var bytes = digest.ToArray();
        bytes[7] ^= 1;
        return new(bytes);
    }

    private static Digest Leaf(long index) => MerkleTree.HashLeaf(BitConverter.GetBytes(index));

    private static MemoryTiles Grow(int size)
    {
        var tiles = new MemoryTiles();
        for (var index = 0; index < size; index++)
            tiles.Append(Leaf(index));
        return tiles;
    }
}
