using System.Data.Common;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// Appends the events of a batch inside the writer's transaction: leaves, sealed bodies, fingerprints of rows, the
/// tiles that fill up, and the new head. One for each writing connection.
/// </summary>
internal sealed class LedgerAppender(DbConnection connection, DatabaseEngine engine, KeyRing keys) : IDisposable
{
    private readonly Statements statements = new(connection);
    private readonly Dictionary<int, (LedgerHead Head, long OldSize)> heads = [];
    private readonly Dictionary<long, Digest> fresh = [];

    public void Begin(DbTransaction transaction)
    {
        statements.Transaction = transaction;
        statements.Forget();
        heads.Clear();
        fresh.Clear();
    }

    /// <summary>The town's head; reading it makes every other writer of the town wait.</summary>
    public LedgerHead HeadOf(int town)
    {
        if (heads.TryGetValue(town, out var known))
        {
            return known.Head;
        }

        using var row = statements.Read($"SELECT size, frontier, mac FROM ledger_head WHERE town = @p0{engine.LockRow}", town);
        var head = row.Read()
            ? LedgerHead.Restore(town, row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), LedgerHead.Key(keys, town))
            : new LedgerHead(town, new Frontier());
        heads[town] = (head, head.Frontier.Size);
        return head;
    }

    public void Append(Guid log, PendingEvent pending, Actor actor, Instant at, long bootMicros)
    {
        var head = HeadOf(pending.Place.Town);
        var seq = head.Frontier.Size;
        var leaf = new Leaf(
            log,
            seq,
            NewId.At(at),
            at,
            bootMicros,
            pending.Place.Subject,
            actor.Id,
            pending.Place.Code,
            pending.Article.ToString(),
            Commitment.Of(pending.Salt, pending.Body),
            RowChange.Hash(pending.Changes)).Encode();
        var subject = pending.Place.Subject.ToByteArray(bigEndian: true);
        statements.Write("INSERT INTO ledger_entry(town, seq, subject, leaf) VALUES(@p0, @p1, @p2, @p3)", head.Town, seq, subject, leaf);
        statements.Write(
            "INSERT INTO ledger_payload(town, seq, keyed, body) VALUES(@p0, @p1, @p2, @p3)",
            head.Town, seq, pending.Keyed.ToByteArray(bigEndian: true), LedgerPayload.Seal(pending.Key!, log, seq, pending.Salt, pending.Body));
        foreach (var change in pending.Changes)
        {
            statements.Write(
                "INSERT INTO ledger_change(town, seq, tbl, record, digest) VALUES(@p0, @p1, @p2, @p3, @p4)",
                head.Town, seq, change.Table, change.RecordId.ToByteArray(bigEndian: true), change.Row.ToArray());
        }

        var hash = MerkleTree.HashLeaf(leaf);
        fresh[(long)head.Town << 40 | seq] = hash;
        head.Frontier.Append(in hash);
        pending.Place.Seq = seq;
    }

    /// <summary>Writes filled tiles and the new heads; after this the transaction may commit.</summary>
    public async Task Finish(CancellationToken cancel)
    {
        foreach (var (head, oldSize) in heads.Values.Where(h => h.Head.Frontier.Size > h.OldSize))
        {
            if (Tile.Filled(oldSize, head.Frontier.Size).Any())
            {
                await statements.Flush(cancel);
                foreach (var tile in Tile.Filled(oldSize, head.Frontier.Size))
                {
                    var hashes = tile.Level == 0 ? LeafHashes(head.Town, tile) : RootsBelow(head.Town, tile);
                    statements.Write(
                        "INSERT INTO ledger_tile(town, level, idx, root, hashes) VALUES(@p0, @p1, @p2, @p3, @p4)",
                        head.Town, tile.Level, tile.Index, Tile.Root(hashes).ToArray(), hashes);
                    await statements.Flush(cancel);
                }
            }

            statements.Write(
                """
                INSERT INTO ledger_head(town, size, frontier, mac) VALUES(@p0, @p1, @p2, @p3)
                ON CONFLICT(town) DO UPDATE SET size = excluded.size, frontier = excluded.frontier, mac = excluded.mac
                """,
                head.Town, head.Frontier.Size, head.Frontier.ToBytes(), head.Mac(LedgerHead.Key(keys, head.Town)));
        }

        await statements.Flush(cancel);
    }

    public void Dispose() => statements.Dispose();

    private byte[] LeafHashes(int town, Tile tile)
    {
        var hashes = new byte[Tile.FullWidth * Digest.Length];
        var first = tile.Index * Tile.FullWidth;
        for (var i = 0; i < Tile.FullWidth; i++)
        {
            if (!fresh.TryGetValue((long)town << 40 | (first + i), out var hash))
            {
                using var row = statements.Read("SELECT leaf FROM ledger_entry WHERE town = @p0 AND seq = @p1", town, first + i);
                hash = row.Read()
                    ? MerkleTree.HashLeaf(row.GetFieldValue<byte[]>(0))
                    : throw new StorageRefused("ledger.entry-missing", town, first + i);
            }

            hash.Bytes.CopyTo(hashes.AsSpan(i * Digest.Length));
        }

        return hashes;
    }

    private byte[] RootsBelow(int town, Tile tile)
    {
        var roots = new List<byte>(Tile.FullWidth * Digest.Length);
        var first = tile.Index * Tile.FullWidth;
        using var rows = statements.Read(
            "SELECT root FROM ledger_tile WHERE town = @p0 AND level = @p1 AND idx >= @p2 AND idx < @p3 ORDER BY idx",
            town, tile.Level - 1, first, first + Tile.FullWidth);
        while (rows.Read())
        {
            roots.AddRange(rows.GetFieldValue<byte[]>(0));
        }

        return roots.Count == Tile.FullWidth * Digest.Length ? [.. roots] : throw new StorageRefused("ledger.tile-missing", town, tile.Level - 1, first);
    }
}
