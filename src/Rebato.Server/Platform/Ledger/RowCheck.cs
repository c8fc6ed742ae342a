using System.Runtime.InteropServices;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// What every covered row must be, as the last event that changed it says, against what it is. About 80 bytes of memory
/// a living row.
/// </summary>
internal sealed class RowCheck(FindingList findings)
{
    private readonly Dictionary<string, Dictionary<Guid, Digest>> expected = new(StringComparer.Ordinal);
    private static readonly Digest Gone = new(RowDigest.Gone);

    public void Note(StoredEvent stored)
    {
        foreach (var change in stored.Changes)
        {
            if (!expected.TryGetValue(change.Table, out var rows))
            {
                rows = expected[change.Table] = [];
            }

            if (change.Row == Gone)
            {
                rows.Remove(change.RecordId);
            }
            else
            {
                CollectionsMarshal.GetValueRefOrAddDefault(rows, change.RecordId, out _) = change.Row;
            }
        }
    }

    public async Task Compare(Snapshot moment, Storage storage, int town, CancellationToken cancel)
    {
        foreach (var shape in storage.Digests.Covered)
        {
            var rows = expected.GetValueOrDefault(shape.Table) ?? [];
            await using var command = moment.Command(moment.First, shape.Query(town));
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                Compare(shape, rows, reader);
            }

            foreach (var missing in rows.Keys)
            {
                findings.Add(new("row-missing", shape.Table, missing));
            }
        }
    }

    private void Compare(RowDigest shape, Dictionary<Guid, Digest> rows, System.Data.Common.DbDataReader reader)
    {
        try
        {
            var (record, digest) = shape.Of(reader);
            if (!rows.Remove(record, out var told))
            {
                findings.Add(new("row-untold", shape.Table, record));
            }
            else if (told != new Digest(digest))
            {
                findings.Add(new("row-differs", shape.Table, record));
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidCastException or FormatException or ArgumentException or OverflowException)
        {
            findings.Add(new("row-unreadable", shape.Table, Detail: unreadable.Message));
        }
    }
}
