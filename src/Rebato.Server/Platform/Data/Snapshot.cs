using System.Data.Common;

namespace Rebato.Platform.Data;

/// <summary>
/// Three readers of one moment: with SQLite they are the same connection, because its snapshot belongs to it; with
/// PostgreSQL three transactions that share an exported snapshot. One thread at a time.
/// </summary>
public sealed class Snapshot(DbConnection first, DbConnection second, DbConnection third, params IReadOnlyList<DbTransaction> transactions) : IAsyncDisposable
{
    public DbConnection First { get; } = first;
    public DbConnection Second { get; } = second;
    public DbConnection Third { get; } = third;

    public DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transaction in transactions)
        {
            await transaction.DisposeAsync();
        }

        foreach (var connection in new[] { First, Second, Third }.Distinct())
        {
            await connection.DisposeAsync();
        }
    }
}
