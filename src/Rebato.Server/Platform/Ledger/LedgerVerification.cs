using System.Data.Common;
using System.Diagnostics;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// Rechecks a whole ledger against the database: every leaf, every sealed body against its commitment, every tile, the
/// tree against the head and the head against its key, the signed checkpoints, and the fingerprint of every row that an
/// event told of. What an attacker with the database can hide from this, only a witness or an old receipt shows.
/// </summary>
public sealed class LedgerVerification(Storage storage, LogKeys keys)
{
    private const int Batch = 4096;
    private const int MostFindings = 1000;

    public async Task<VerificationReport> Run(Town town, IProgress<long>? progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var findings = new FindingList(MostFindings);
        if (await storage.Engine.FindDamage(thorough: true, cancel) is { } damage)
        {
            findings.Add(new("database-damaged", storage.Engine.Name, Detail: damage));
        }

        await using var moment = await storage.Engine.OpenSnapshot(cancel);
        var tree = new TreeCheck(findings);
        await tree.Load(moment, keys, town.Id);
        var rows = new RowCheck(findings);
        var events = new EventCheck(storage.VaultOf(town.Id), storage.LogOf(town.Id), findings);
        await ReadEvents(moment, town, events, tree, rows, progress, cancel);
        events.Finish();
        await tree.Finish(moment, storage, town.Id);
        await rows.Compare(moment, storage, town.Id, cancel);
        return new VerificationReport(town.Id, town.Name, tree.Frontier.Size, tree.Frontier.Root().ToHex(), events.Erased, watch.Elapsed.TotalSeconds, findings.All);
    }

    /// <summary>Reading goes on while the batch before is being hashed on the other core.</summary>
    private async Task ReadEvents(Snapshot moment, Town town, EventCheck events, TreeCheck tree, RowCheck rows, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var command = moment.Command(
            moment.First,
            $"""
            SELECT e.seq, e.subject, e.leaf, p.keyed, p.body, k.wrapped FROM ledger_entry e
            LEFT JOIN ledger_payload p ON p.town = e.town AND p.seq = e.seq
            LEFT JOIN record_key k ON k.town = p.town AND k.record = {storage.Engine.KeyedRecord}
            WHERE e.town = {town.Id} ORDER BY e.seq
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await using var changes = await ChangeCursor.Open(moment, town.Id, cancel);
        var checking = Task.CompletedTask;
        for (var more = true; more;)
        {
            var batch = new List<StoredEvent>(Batch);
            while (batch.Count < Batch && (more = reader.Read()))
            {
                batch.Add(StoredEvent.Read(reader, changes));
            }

            var tiles = TreeCheck.Tiles(moment, town.Id, batch);
            await checking;
            progress?.Report(tree.Frontier.Size);
            checking = Task.Run(() => Check(batch, tiles, events, tree, rows), cancel);
        }

        await checking;
        while (changes.Take(long.MaxValue) is { Count: > 0 } orphans)
        {
            tree.Orphans(orphans);
        }
    }

    private static void Check(List<StoredEvent> batch, IReadOnlyDictionary<long, byte[]> tiles, EventCheck events, TreeCheck tree, RowCheck rows)
    {
        var leaves = new Digest[batch.Count];
        Parallel.For(0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => leaves[i] = events.Check(batch[i]));
        for (var i = 0; i < batch.Count; i++)
        {
            tree.Append(batch[i].Seq, leaves[i], tiles);
            rows.Note(batch[i]);
        }
    }
}

/// <summary>What is wrong so far; kept to a number that people can read.</summary>
internal sealed class FindingList(int most)
{
    private readonly List<LedgerFinding> findings = [];

    public IReadOnlyList<LedgerFinding> All => findings;

    public void Add(LedgerFinding finding)
    {
        lock (findings)
        {
            if (findings.Count < most)
            {
                findings.Add(finding);
            }
        }
    }
}

/// <summary>An event as the tables have it.</summary>
internal sealed record StoredEvent(long Seq, byte[] Subject, byte[] Leaf, byte[]? Keyed, byte[]? Body, byte[]? Wrapped, IReadOnlyList<RowChange> Changes)
{
    public static StoredEvent Read(DbDataReader row, ChangeCursor changes)
    {
        var seq = row.GetInt64(0);
        return new StoredEvent(seq, row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), Bytes(row, 3), Bytes(row, 4), Bytes(row, 5), changes.Take(seq));
    }

    private static byte[]? Bytes(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
