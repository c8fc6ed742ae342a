using System.Globalization;

namespace Rebato.Ledger;

/// <summary>
/// A run of up to 256 hashes of one height of the tree, as C2SP tlog-tiles has it: level 0 holds leaf hashes, level
/// <c>n+1</c> holds the roots of the full tiles of level <c>n</c>. A full tile never changes again.
/// </summary>
/// <param name="Level">Eight heights of the tree each, from 0.</param>
/// <param name="Index">Place in its level, from 0.</param>
/// <param name="Width">How many hashes it has, 1 to 256.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>Hashes in a full tile.</summary>
    public const int FullWidth = 256;
    internal const int Height = 8;

    public bool IsFull => Width == FullWidth;

    /// <summary>How many hashes the level has in a tree of <paramref name="size"/> leaves.</summary>
    public static long HashesAt(int level, long size) => level * Height >= 63 ? 0 : size >> (level * Height);

    /// <summary>The tile as a tree of <paramref name="size"/> leaves has it; width 0 when it has none.</summary>
    public static Tile In(long size, int level, long index) =>
        new(level, index, (int)Math.Clamp(HashesAt(level, size) - (index * FullWidth), 0, FullWidth));

    /// <summary>
    /// The tiles that become full when the log grows from <paramref name="oldSize"/> to <paramref name="newSize"/>,
    /// lower levels first: what a store has to write, once.
    /// </summary>
    public static IEnumerable<Tile> Filled(long oldSize, long newSize)
    {
        for (var level = 0; HashesAt(level, newSize) >= FullWidth; level++)
        {
            var end = HashesAt(level, newSize) / FullWidth;
            for (var index = HashesAt(level, oldSize) / FullWidth; index < end; index++)
                yield return new(level, index, FullWidth);
        }
    }

    /// <summary>All tiles of a tree of <paramref name="size"/> leaves, the partial ones included.</summary>
    public static IEnumerable<Tile> All(long size)
    {
        for (var level = 0; HashesAt(level, size) > 0; level++)
        {
            for (var index = 0L; index * FullWidth < HashesAt(level, size); index++)
                yield return In(size, level, index);
        }
    }

    /// <summary>The root over a tile's hashes; of a full tile, its hash in the level above.</summary>
    public static Digest Root(ReadOnlySpan<byte> hashes) => MerkleTree.Root(Digest.Read(hashes));

    /// <summary>The path of C2SP tlog-tiles: <c>tile/0/x001/x234/067.p/5</c>.</summary>
    public override string ToString()
    {
        var path = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{path}");
        var width = IsFull ? "" : string.Create(CultureInfo.InvariantCulture, $".p/{Width}");
        return string.Create(CultureInfo.InvariantCulture, $"tile/{Level}/{path}{width}");
    }
}

/// <summary>Where the tiles of a log are kept: a database, a folder, memory.</summary>
public interface ITileReader
{
    /// <summary>
    /// Exactly <paramref name="width"/> × 32 bytes: the first hashes of the tile. The store may know more of the tile
    /// than is asked for. It throws when it does not have them: a log that lost a tile cannot prove anything.
    /// </summary>
    ReadOnlyMemory<byte> Hashes(int level, long index, int width);
}
