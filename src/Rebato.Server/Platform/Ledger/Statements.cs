using System.Data.Common;

namespace Rebato.Platform.Ledger;

/// <summary>
/// The ledger's own SQL over one connection: prepared once and run many times where the driver has no batches
/// (SQLite), gathered into one round trip where it has (PostgreSQL).
/// </summary>
internal sealed class Statements(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);
    private DbBatch? batch;

    public DbTransaction? Transaction { get; set; }

    /// <summary>Runs now where commands are prepared; at <see cref="Flush"/> where they are batched.</summary>
    public void Write(string sql, params ReadOnlySpan<object> values)
    {
        if (connection.CanCreateBatch)
        {
            batch ??= connection.CreateBatch();
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            Fill(command.Parameters, command.CreateParameter, values);
            batch.BatchCommands.Add(command);
            return;
        }

        Prepare(sql, values).ExecuteNonQuery();
    }

    public async Task Flush(CancellationToken cancel)
    {
        if (batch is null)
        {
            return;
        }

        batch.Transaction = Transaction;
        await batch.ExecuteNonQueryAsync(cancel);
        await batch.DisposeAsync();
        batch = null;
    }

    public DbDataReader Read(string sql, params ReadOnlySpan<object> values) => Prepare(sql, values).ExecuteReader();

    /// <summary>Forgets what was gathered and not sent: the transaction was rolled back.</summary>
    public void Forget()
    {
        batch?.Dispose();
        batch = null;
    }

    public void Dispose()
    {
        Forget();
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = prepared[sql] = connection.CreateCommand();
            command.CommandText = sql;
            Fill(command.Parameters, command.CreateParameter, values);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.Transaction = Transaction;
        return command;
    }

    private static void Fill(DbParameterCollection parameters, Func<DbParameter> create, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = create();
            parameter.ParameterName = "p" + i;
            parameter.Value = values[i];
            parameters.Add(parameter);
        }
    }
}
