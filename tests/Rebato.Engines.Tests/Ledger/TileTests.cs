using CsCheck;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class TileTests
{
    private const int Size = 70_000;
    private static readonly MemoryTiles Tiles = Grow();

    [Fact]
    public void A_tree_of_seventy_thousand_has_the_tiles_the_specification_says()
    {
        // The example of C2SP tlog-tiles.
        var all = Tile.All(Size).ToList();
        Assert.Equal(273, all.Count(tile => tile is { Level: 0, IsFull: true }));
        Assert.Contains(new Tile(0, 273, 112), all);
        Assert.Contains(new Tile(1, 0, 256), all);
        Assert.Contains(new Tile(1, 1, 17), all);
        Assert.Contains(new Tile(2, 0, 1), all);
        Assert.Equal(277, all.Count);
        Assert.Equal(all.Where(tile => tile.IsFull), Tile.Filled(0, Size));
    }

    [Fact]
    public void A_tile_is_filled_once_and_only_once_however_the_log_grows() =>
        Gen.Int[1, 5000].Array[1, 20].Sample(steps =>
        {
            var filled = new List<Tile>();
            var size = 0L;
            foreach (var step in steps)
            {
                filled.AddRange(Tile.Filled(size, size + step));
                size += step;
            }
            Assert.Equal(Tile.All(size).Where(tile => tile.IsFull).OrderBy(tile => (tile.Level, tile.Index)), filled.OrderBy(tile => (tile.Level, tile.Index)));
        }, iter: 100, seed: "0000KOIKD4d4");

    [Fact]
    public void Proofs_from_tiles_hold_across_the_borders_of_tiles()
    {
        var prover = new TileProver(Tiles);
        Gen.Select(Gen.Int[1, Size], Gen.Int[1, Size]).Sample((one, other) =>
        {
            var (oldSize, newSize) = (Math.Min(one, other), Math.Max(one, other));
            var root = prover.Root(newSize);
            Assert.True(MerkleProof.Includes(Leaf(oldSize - 1), oldSize - 1, newSize, prover.Inclusion(oldSize - 1, newSize), root));
            Assert.True(MerkleProof.Extends(oldSize, prover.Root(oldSize), newSize, root, prover.Consistency(oldSize, newSize)));
        }, iter: 400, seed: "0000KOIKD4d4");
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void The_root_from_tiles_is_the_root_of_the_frontier(int size)
    {
        var frontier = new Frontier();
        for (var index = 0; index < size; index++)
            frontier.Append(Leaf(index));
        Assert.Equal(frontier.Root(), new TileProver(Tiles).Root(size));
    }

    [Fact]
    public void The_tiles_of_a_proof_are_named_beforehand_and_no_other_is_read()
    {
        foreach (var (index, size) in new[] { (0, 1), (12_345, Size), (Size - 1, Size), (300, 65_536), (65_537, 66_000) })
        {
            var recorder = new Recorder();
            new TileProver(recorder).Inclusion(index, size);
            Assert.Equal(recorder.Read.Order(), TileProver.TilesOfInclusion(index, size).Select(tile => tile.ToString()).Order());
            recorder.Read.Clear();
            new TileProver(recorder).Consistency(index, size);
            Assert.Equal(recorder.Read.Order(), TileProver.TilesOfConsistency(index, size).Select(tile => tile.ToString()).Order());
        }
    }

    [Fact]
    public void Paths_are_those_of_the_specification()
    {
        Assert.Equal("tile/0/x001/x234/067", new Tile(0, 1_234_067, 256).ToString());
        Assert.Equal("tile/3/000.p/5", new Tile(3, 0, 5).ToString());
    }

    [Fact]
    public void A_store_that_gives_half_a_tile_is_not_believed() =>
        Assert.Throws<InvalidDataException>(() => new TileProver(new Torn()).Root(200));

    private sealed class Recorder : ITileReader
    {
        public HashSet<string> Read { get; } = [];

        public ReadOnlyMemory<byte> Hashes(int level, long index, int width)
        {
            Read.Add(new Tile(level, index, width).ToString());
            return Tiles.Hashes(level, index, width);
        }
    }

    private sealed class Torn : ITileReader
    {
        public ReadOnlyMemory<byte> Hashes(int level, long index, int width) => new byte[32 * (width / 2)];
    }

    private static Digest Leaf(long index) => MerkleTree.HashLeaf(BitConverter.GetBytes(index));

    private static MemoryTiles Grow()
    {
        var tiles = new MemoryTiles();
        for (var index = 0; index < Size; index++)
            tiles.Append(Leaf(index));
        return tiles;
    }
}
