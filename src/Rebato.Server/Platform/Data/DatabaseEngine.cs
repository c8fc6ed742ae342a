using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Rebato.Platform.Data;

/// <summary>
/// What differs between the two databases, and nothing else: how to open it, the words of the ledger's tables, what
/// its errors mean. Everything above speaks the portable subset.
/// </summary>
public abstract class DatabaseEngine : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>One writer for the whole database (SQLite), or one for each town (PostgreSQL).</summary>
    public abstract bool OneWriter { get; }

    /// <summary>A context that can only read.</summary>
    public abstract RebatoDb Reading(int town);

    /// <summary>Makes contexts over the writer's own connection, for the town asked for.</summary>
    public abstract Func<int, RebatoDb> WritingOn(DbConnection connection);

    public abstract Task<DbConnection> OpenForWriting(CancellationToken cancel);
    public abstract Task<DbConnection> OpenForReading(CancellationToken cancel);

    /// <summary>Connections that see one and the same moment of the database, however much is written meanwhile.</summary>
    public abstract Task<Snapshot> OpenSnapshot(CancellationToken cancel);

    public abstract Task<DbTransaction> Begin(DbConnection connection, CancellationToken cancel);

    /// <summary>The statements that make the ledger's tables; each runs alone, because drivers swallow errors in lists.</summary>
    public abstract IReadOnlyList<string> LedgerTables { get; }

    /// <summary>Appended to the query of the head, so that other nodes wait for this transaction.</summary>
    public abstract string LockRow { get; }

    /// <summary>The ledger's record id, in the type that the table of keys has: to join them.</summary>
    public abstract string KeyedRecord { get; }

    /// <summary>Whether the error says that there is no room left to write.</summary>
    public abstract bool IsFull(Exception error);

    /// <summary>Whether the database can be reached and is whole; names what is damaged.</summary>
    public abstract Task<string?> FindDamage(bool thorough, CancellationToken cancel);

    /// <summary>Makes erased keys unreadable on the disk as well.</summary>
    public abstract Task ScrubErased(CancellationToken cancel);

    public abstract ValueTask DisposeAsync();

    /// <summary>Brings tables to this version of the program.</summary>
    public async Task Migrate(CancellationToken cancel)
    {
        await PrepareToMigrate(cancel);
        await using (var db = Migrating())
        {
            await db.Database.MigrateAsync(cancel);
        }

        await using var connection = await OpenForWriting(cancel);
        foreach (var statement in LedgerTables)
        {
            await Execute(connection, statement, cancel);
        }
    }

    protected static async Task Execute(DbConnection connection, string statement, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancel);
    }

    protected abstract Task PrepareToMigrate(CancellationToken cancel);
    protected abstract RebatoDb Migrating();
}
