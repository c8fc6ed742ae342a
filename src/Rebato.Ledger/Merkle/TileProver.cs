using System.Numerics;

namespace Rebato.Ledger;

/// <summary>
/// Builds roots and proofs from tiles. A proof of a log of five million leaves reads three tiles, at most five when its
/// edge is ragged; <see cref="TilesOfInclusion"/> and <see cref="TilesOfConsistency"/> name them beforehand so that a
/// store can fetch them in one round trip.
/// </summary>
public sealed class TileProver(ITileReader tiles)
{
    private readonly record struct Range(long Start, long End);

    /// <summary>The root of the tree of the first <paramref name="size"/> leaves.</summary>
    public Digest Root(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? MerkleTree.EmptyRoot : HashRange(new(0, size), size);
    }

    /// <summary>The RFC 6962 audit path of the leaf at <paramref name="index"/> in the first <paramref name="size"/> leaves.</summary>
    public Digest[] Inclusion(long index, long size) => Hashes(InclusionRanges(index, size), size);

    /// <summary>The RFC 6962 consistency proof from the first <paramref name="oldSize"/> leaves to the first <paramref name="newSize"/>.</summary>
    public Digest[] Consistency(long oldSize, long newSize) => Hashes(ConsistencyRanges(oldSize, newSize), newSize);

    /// <summary>The tiles that <see cref="Inclusion"/> will read.</summary>
    public static IReadOnlyList<Tile> TilesOfInclusion(long index, long size) => Tiles(InclusionRanges(index, size), size);

    /// <summary>The tiles that <see cref="Consistency"/> will read.</summary>
    public static IReadOnlyList<Tile> TilesOfConsistency(long oldSize, long newSize) =>
        Tiles(ConsistencyRanges(oldSize, newSize), newSize);

    private static List<Range> InclusionRanges(long index, long size)
    {
        if (index < 0 || index >= size)
            throw new ArgumentOutOfRangeException(nameof(index), $"There is no leaf {index} among {size}.");
        return Siblings(new(0, size), range => range.End - range.Start == 1, index);
    }

    private static List<Range> ConsistencyRanges(long oldSize, long newSize)
    {
        if (oldSize < 0 || oldSize > newSize)
            throw new ArgumentOutOfRangeException(nameof(oldSize), $"{oldSize} leaves do not grow into {newSize}.");
        if (oldSize == 0 || oldSize == newSize)
            return [];
        Range old = default;
        var ranges = Siblings(new(0, newSize), range => (old = range).End == oldSize, oldSize - 1);
        // Only when the old tree is not itself a node of the new one does the proof start with its last perfect part.
        if (old.Start != 0)
            ranges.Insert(0, old);
        return ranges;
    }

    /// <summary>Walks down to where <paramref name="stop"/> says, and gives what was left aside, deepest first.</summary>
    private static List<Range> Siblings(Range range, Func<Range, bool> stop, long towards)
    {
        var aside = new List<Range>();
        while (!stop(range))
        {
            var middle = range.Start + MerkleTree.Split(range.End - range.Start);
            var left = new Range(range.Start, middle);
            var right = new Range(middle, range.End);
            (range, var sibling) = towards < middle ? (left, right) : (right, left);
            aside.Add(sibling);
        }
        aside.Reverse();
        return aside;
    }

    private static Tile[] Tiles(List<Range> ranges, long size) =>
        [.. ranges.SelectMany(Nodes).Select(node => TileOf(node, size).Tile).Distinct()];

    private Digest[] Hashes(List<Range> ranges, long size)
    {
        var hashes = new Digest[ranges.Count];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = HashRange(ranges[i], size);
        return hashes;
    }

    private Digest HashRange(Range range, long size)
    {
        Digest? hash = null;
        foreach (var node in Nodes(range).Reverse())
        {
            var left = HashNode(node, size);
            hash = hash is { } right ? MerkleTree.HashNode(in left, in right) : left;
        }
        return hash!.Value;
    }

    /// <summary>The perfect subtrees a range is made of, left to right: one per bit of its length.</summary>
    private static IEnumerable<(int Height, long Index)> Nodes(Range range)
    {
        var start = range.Start;
        while (start < range.End)
        {
            var height = BitOperations.Log2((ulong)(range.End - start));
            yield return (height, start >> height);
            start += 1L << height;
        }
    }

    private Digest HashNode((int Height, long Index) node, long size)
    {
        var (tile, offset, count) = TileOf(node, size);
        var hashes = tiles.Hashes(tile.Level, tile.Index, tile.Width).Span;
        if (hashes.Length != tile.Width * Digest.Length)
            throw new InvalidDataException($"{tile} has {hashes.Length} bytes.");
        return Tile.Root(hashes.Slice(offset * Digest.Length, count * Digest.Length));
    }

    private static (Tile Tile, int Offset, int Count) TileOf((int Height, long Index) node, long size)
    {
        var (level, above) = Math.DivRem(node.Height, Tile.Height);
        var first = node.Index << above;
        return (Tile.In(size, level, first / Tile.FullWidth), (int)(first % Tile.FullWidth), 1 << above);
    }
}
