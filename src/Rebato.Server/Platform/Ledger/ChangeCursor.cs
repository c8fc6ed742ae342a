using System.Data.Common;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>Walks the fingerprints of rows beside the events, in the same order.</summary>
internal sealed class ChangeCursor : IAsyncDisposable
{
    private readonly DbCommand command;
    private readonly DbDataReader rows;
    private bool any;

    private ChangeCursor(DbCommand command, DbDataReader rows)
    {
        this.command = command;
        this.rows = rows;
        any = rows.Read();
    }

    public static async Task<ChangeCursor> Open(Snapshot moment, int town, CancellationToken cancel)
    {
        var command = moment.Command(moment.Second, $"SELECT seq, tbl, record, digest FROM ledger_change WHERE town = {town} ORDER BY seq");
        return new ChangeCursor(command, await command.ExecuteReaderAsync(cancel));
    }

    /// <summary>The fingerprints up to and with the event at <paramref name="seq"/> that were not taken yet.</summary>
    public IReadOnlyList<RowChange> Take(long seq)
    {
        var taken = new List<RowChange>();
        while (any && rows.GetInt64(0) <= seq && taken.Count < 10_000)
        {
            var digest = rows.GetFieldValue<byte[]>(3);
            var record = rows.GetFieldValue<byte[]>(2);
            taken.Add(new RowChange(
                rows.GetString(1),
                record.Length == 16 ? new Guid(record, bigEndian: true) : Guid.Empty,
                digest.Length == Digest.Length ? new Digest(digest) : default));
            any = rows.Read();
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync();
        await command.DisposeAsync();
    }
}
