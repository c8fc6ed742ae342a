using System.Runtime.InteropServices;

namespace Rebato.Ledger;

/// <summary>A whole tree in memory: for small logs, packs and tests. 33 bytes a leaf.</summary>
public sealed class MemoryTiles : ITileReader
{
    private readonly List<List<Digest>> levels = [[]];

    /// <summary>How many leaves it has.</summary>
    public long Size => levels[0].Count;

    /// <summary>Adds a leaf by its <see cref="MerkleTree.HashLeaf"/>.</summary>
    public void Append(in Digest leafHash)
    {
        var hash = leafHash;
        for (var level = 0; ; level++)
        {
            if (level == levels.Count)
                levels.Add([]);
            var hashes = levels[level];
            hashes.Add(hash);
            if (hashes.Count % Tile.FullWidth != 0)
                return;
            hash = MerkleTree.Root(CollectionsMarshal.AsSpan(hashes)[^Tile.FullWidth..]);
        }
    }

    public ReadOnlyMemory<byte> Hashes(int level, long index, int width) =>
        MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(levels[level]).Slice((int)index * Tile.FullWidth, width)).ToArray();
}
