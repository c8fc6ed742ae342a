using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Rebato.Platform.Data;

/// <summary>PostgreSQL: towns write side by side, and the lock on a town's head orders the nodes that serve it.</summary>
public sealed class PostgresEngine : DatabaseEngine
{
    private const string DiskFull = "53100";

    private readonly NpgsqlDataSource source;
    private readonly DbContextOptions<PostgresDb> reading;

    public PostgresEngine(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.MaxAutoPrepare = 100;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        source = builder.Build();
        reading = new DbContextOptionsBuilder<PostgresDb>()
            .UseNpgsql(source)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
    }

    public override string Name => "postgresql";
    public override bool OneWriter => false;
    public override string LockRow => " FOR UPDATE";
    public override string KeyedRecord => "encode(p.keyed, 'hex')::uuid";

    public override RebatoDb Reading(int town) => new PostgresDb(reading, town);

    public override Func<int, RebatoDb> WritingOn(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection).Options;
        return town => new PostgresDb(options, town);
    }

    public override async Task<DbConnection> OpenForWriting(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    public override async Task<DbConnection> OpenForReading(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    public override async Task<Snapshot> OpenSnapshot(CancellationToken cancel)
    {
        var connections = new List<DbConnection>();
        var transactions = new List<DbTransaction>();
        var name = "";
        for (var i = 0; i < 3; i++)
        {
            var connection = await OpenForReading(cancel);
            connections.Add(connection);
            transactions.Add(await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel));
            if (i == 0)
            {
                await using var export = connection.CreateCommand();
                export.CommandText = "SELECT pg_export_snapshot()";
                name = (string)(await export.ExecuteScalarAsync(cancel))!;
            }
            else
            {
                await Execute(connection, $"SET TRANSACTION SNAPSHOT '{name}'", cancel);
            }
        }

        return new Snapshot(connections[0], connections[1], connections[2], transactions);
    }

    public override async Task<DbTransaction> Begin(DbConnection connection, CancellationToken cancel) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);

    public override IReadOnlyList<string> LedgerTables { get; } =
    [
        "CREATE TABLE IF NOT EXISTS ledger_entry(town int NOT NULL, seq bigint NOT NULL, subject bytea NOT NULL, leaf bytea NOT NULL, PRIMARY KEY(town, seq))",
        "CREATE INDEX IF NOT EXISTS ledger_entry_subject ON ledger_entry(town, subject, seq)",
        "CREATE TABLE IF NOT EXISTS ledger_payload(town int NOT NULL, seq bigint NOT NULL, keyed bytea NOT NULL, body bytea NOT NULL, PRIMARY KEY(town, seq))",
        "CREATE TABLE IF NOT EXISTS ledger_change(town int NOT NULL, seq bigint NOT NULL, tbl text NOT NULL, record bytea NOT NULL, digest bytea NOT NULL, PRIMARY KEY(town, seq, tbl, record))",
        "CREATE TABLE IF NOT EXISTS ledger_tile(town int NOT NULL, level int NOT NULL, idx bigint NOT NULL, root bytea NOT NULL, hashes bytea NOT NULL, PRIMARY KEY(town, level, idx))",
        "CREATE TABLE IF NOT EXISTS ledger_head(town int NOT NULL PRIMARY KEY, size bigint NOT NULL, frontier bytea NOT NULL, mac bytea NOT NULL)",
        "CREATE OR REPLACE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$",
        .. from table in (string[])["ledger_entry", "ledger_change", "ledger_tile"]
           select $"CREATE OR REPLACE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()",
    ];

    public override bool IsFull(Exception error) => (error is DbUpdateException { InnerException: { } inner } ? inner : error) is PostgresException { SqlState: DiskFull };

    public override async Task<string?> FindDamage(bool thorough, CancellationToken cancel)
    {
        try
        {
            await using var connection = await OpenForReading(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancel);
            return null;
        }
        catch (NpgsqlException unreachable)
        {
            return unreachable.Message;
        }
    }

    /// <summary>Rewrites the small table of keys, so that no dead row of it stays in the file.</summary>
    public override async Task ScrubErased(CancellationToken cancel)
    {
        await using var connection = await OpenForWriting(cancel);
        await Execute(connection, "VACUUM FULL record_key", cancel);
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override Task PrepareToMigrate(CancellationToken cancel) => Task.CompletedTask;

    protected override RebatoDb Migrating() => new PostgresDb(
        new DbContextOptionsBuilder<PostgresDb>()
            .UseNpgsql(source)
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options, 0);
}
