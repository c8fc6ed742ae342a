using System.Text;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>Grows the tree again from the leaves, and compares it with the stored tiles, the head and every signed checkpoint.</summary>
internal sealed class TreeCheck(FindingList findings)
{
    private readonly Dictionary<long, Digest> signed = [];
    private readonly Dictionary<(int Level, long Index), byte[]> upperTiles = [];
    private readonly List<List<Digest>> open = [];

    public Frontier Frontier { get; } = new();

    /// <summary>Loads the signed checkpoints and the tiles above the leaves, of which there are few.</summary>
    public async Task Load(Snapshot moment, LogKeys keys, int town)
    {
        var key = keys.Of(town).Verifier;
        await using (var command = moment.Command(moment.Third, $"SELECT size, note FROM ledger_checkpoint WHERE town = {town}"))
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                KeepSigned(key, rows.GetInt64(0), rows.GetString(1));
            }
        }

        await using var tiles = moment.Command(moment.Third, $"SELECT level, idx, root, hashes FROM ledger_tile WHERE town = {town} AND level > 0");
        await using var upper = await tiles.ExecuteReaderAsync();
        while (await upper.ReadAsync())
        {
            upperTiles[(upper.GetInt32(0), upper.GetInt64(1))] = [.. upper.GetFieldValue<byte[]>(2), .. upper.GetFieldValue<byte[]>(3)];
        }
    }

    /// <summary>The stored tiles of leaves that the batch fills, read before it is hashed.</summary>
    public static IReadOnlyDictionary<long, byte[]> Tiles(Snapshot moment, int town, List<StoredEvent> batch)
    {
        var tiles = new Dictionary<long, byte[]>();
        if (batch.Count == 0)
        {
            return tiles;
        }

        var (first, last) = (batch[0].Seq / Tile.FullWidth, batch[^1].Seq / Tile.FullWidth);
        using var command = moment.Command(moment.Third, $"SELECT idx, root, hashes FROM ledger_tile WHERE town = {town} AND level = 0 AND idx >= {first} AND idx <= {last}");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            tiles[rows.GetInt64(0)] = [.. rows.GetFieldValue<byte[]>(1), .. rows.GetFieldValue<byte[]>(2)];
        }

        return tiles;
    }

    public void Append(long seq, in Digest leaf, IReadOnlyDictionary<long, byte[]> tiles)
    {
        if (seq != Frontier.Size)
        {
            findings.Add(new("entry-missing", "ledger_entry", Seq: Frontier.Size, Detail: $"{Frontier.Size} → {seq}"));
        }

        Frontier.Append(in leaf);
        Fill(0, leaf, tiles);
        if (signed.Remove(Frontier.Size, out var root) && root != Frontier.Root())
        {
            findings.Add(new("checkpoint-differs", "ledger_checkpoint", Seq: Frontier.Size));
        }
    }

    /// <summary>Fingerprints that belong to no event.</summary>
    public void Orphans(IReadOnlyList<RowChange> orphans)
    {
        foreach (var orphan in orphans)
        {
            findings.Add(new("change-without-event", "ledger_change", orphan.RecordId));
        }
    }

    /// <summary>What is left over: checkpoints of a longer ledger, tiles of none, a head that is not this tree's or not ours.</summary>
    public async Task Finish(Snapshot moment, Storage storage, int town)
    {
        foreach (var size in signed.Keys)
        {
            findings.Add(new("shorter-than-signed", "ledger_checkpoint", Seq: size));
        }

        foreach (var (level, index) in upperTiles.Keys)
        {
            findings.Add(new("tile-differs", "ledger_tile", Seq: index, Detail: $"level {level}"));
        }

        await using var command = moment.Command(moment.First, $"SELECT size, frontier, mac FROM ledger_head WHERE town = {town}");
        await using var row = await command.ExecuteReaderAsync();
        try
        {
            var head = await row.ReadAsync()
                ? LedgerHead.Restore(town, row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), LedgerHead.Key(storage.Keys, town)).Frontier
                : new Frontier();
            if (head.Size != Frontier.Size || head.Root() != Frontier.Root())
            {
                findings.Add(new("head-differs", "ledger_head", Detail: $"{head.Size} / {Frontier.Size}"));
            }
        }
        catch (StorageRefused)
        {
            findings.Add(new("head-not-ours", "ledger_head"));
        }
    }

    private void Fill(int level, in Digest hash, IReadOnlyDictionary<long, byte[]> tiles)
    {
        if (level == open.Count)
        {
            open.Add(new List<Digest>(Tile.FullWidth));
        }

        var filling = open[level];
        filling.Add(hash);
        if (filling.Count < Tile.FullWidth)
        {
            return;
        }

        var bytes = filling.SelectMany(d => d.ToArray()).ToArray();
        var root = Tile.Root(bytes);
        var index = (Frontier.Size >> (8 * (level + 1))) - 1;
        var stored = level == 0 ? tiles.GetValueOrDefault(index) : upperTiles.Remove((level, index), out var upper) ? upper : null;
        if (stored is null || !stored.AsSpan().SequenceEqual((byte[])[.. root.ToArray(), .. bytes]))
        {
            findings.Add(new("tile-differs", "ledger_tile", Seq: index, Detail: $"level {level}"));
        }

        filling.Clear();
        Fill(level + 1, root, tiles);
    }

    private void KeepSigned(NoteVerifier key, long size, string note)
    {
        if (SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(note)).Done(out var checkpoint, out _)
            && checkpoint.Body.Size == size
            && checkpoint.Note.Signatures.Any(s => key.Verifies(checkpoint.Note.Text, s)))
        {
            signed[size] = checkpoint.Body.Root;
        }
        else
        {
            findings.Add(new("checkpoint-altered", "ledger_checkpoint", Seq: size));
        }
    }
}
