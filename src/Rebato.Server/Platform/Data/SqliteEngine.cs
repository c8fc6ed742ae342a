using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rebato.Platform.Data;

/// <summary>SQLite in the data folder: WAL with a full flush at every commit, one writing connection, readers that cannot write.</summary>
public sealed class SqliteEngine : DatabaseEngine
{
    /// <summary>3.51.3 mended a race that could corrupt a reset WAL.</summary>
    private static readonly Version OldestSound = new(3, 51, 3);

    private const int Full = 13;
    private const int InputOutput = 10;

    private readonly string path;
    private readonly DbContextOptions<SqliteDb> reading;

    public SqliteEngine(string path)
    {
        this.path = path;
        reading = new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(ConnectionString("reading"))
            .AddInterceptors(new ReadOnly())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
    }

    public override string Name => "sqlite";
    public override bool OneWriter => true;
    public override string LockRow => "";
    public override string KeyedRecord => "p.keyed";

    public override RebatoDb Reading(int town) => new SqliteDb(reading, town);

    public override Func<int, RebatoDb> WritingOn(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).Options;
        return town => new SqliteDb(options, town);
    }

    public override async Task<DbConnection> OpenForWriting(CancellationToken cancel)
    {
        var connection = new SqliteConnection(ConnectionString("writing"));
        await connection.OpenAsync(cancel);
        foreach (var pragma in (string[])["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "cache_size=-32768"])
        {
            await Execute(connection, "PRAGMA " + pragma, cancel);
        }

        return connection;
    }

    public override async Task<DbConnection> OpenForReading(CancellationToken cancel)
    {
        var connection = new SqliteConnection(ConnectionString("reading"));
        await connection.OpenAsync(cancel);
        await Execute(connection, "PRAGMA query_only=1", cancel);
        return connection;
    }

    public override async Task<Snapshot> OpenSnapshot(CancellationToken cancel)
    {
        var connection = await OpenForReading(cancel);
        return new Snapshot(connection, connection, connection, ((SqliteConnection)connection).BeginTransaction(deferred: true));
    }

    public override Task<DbTransaction> Begin(DbConnection connection, CancellationToken cancel) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    public override IReadOnlyList<string> LedgerTables { get; } =
    [
        "CREATE TABLE IF NOT EXISTS ledger_entry(town INTEGER NOT NULL, seq INTEGER NOT NULL, subject BLOB NOT NULL, leaf BLOB NOT NULL, PRIMARY KEY(town, seq)) WITHOUT ROWID",
        "CREATE INDEX IF NOT EXISTS ledger_entry_subject ON ledger_entry(town, subject, seq)",
        "CREATE TABLE IF NOT EXISTS ledger_payload(town INTEGER NOT NULL, seq INTEGER NOT NULL, keyed BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY(town, seq)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS ledger_change(town INTEGER NOT NULL, seq INTEGER NOT NULL, tbl TEXT NOT NULL, record BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(town, seq, tbl, record)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS ledger_tile(town INTEGER NOT NULL, level INTEGER NOT NULL, idx INTEGER NOT NULL, root BLOB NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY(town, level, idx)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS ledger_head(town INTEGER NOT NULL PRIMARY KEY, size INTEGER NOT NULL, frontier BLOB NOT NULL, mac BLOB NOT NULL)",
        .. from table in (string[])["ledger_entry", "ledger_change", "ledger_tile"]
           from verb in (string[])["UPDATE", "DELETE"]
           select $"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END",
    ];

    public override bool IsFull(Exception error) => Unwrap(error) is SqliteException { SqliteErrorCode: Full or InputOutput };

    public override async Task<string?> FindDamage(bool thorough, CancellationToken cancel)
    {
        try
        {
            await using var connection = await OpenForReading(cancel);
            var version = new Version(connection.ServerVersion);
            if (version < OldestSound)
            {
                return string.Create(CultureInfo.InvariantCulture, $"SQLite {version} < {OldestSound}");
            }

            await using var command = connection.CreateCommand();
            command.CommandText = thorough ? "PRAGMA integrity_check(20)" : "PRAGMA quick_check(20)";
            await using var rows = await command.ExecuteReaderAsync(cancel);
            var findings = new List<string>();
            while (await rows.ReadAsync(cancel))
            {
                findings.Add(rows.GetString(0));
            }

            return findings is ["ok"] ? null : string.Join("; ", findings);
        }
        catch (SqliteException damaged)
        {
            return damaged.Message;
        }
    }

    /// <summary>secure_delete overwrote the rows; emptying the WAL removes their last copies.</summary>
    public override async Task ScrubErased(CancellationToken cancel)
    {
        await using var connection = await OpenForWriting(cancel);
        await Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)", cancel);
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    protected override RebatoDb Migrating() => new SqliteDb(
        new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(ConnectionString("writing"))
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options, 0);

    /// <summary>A process killed while migrating leaves a row that would be waited for for ever; this process holds the folder, so the row is stale.</summary>
    protected override async Task PrepareToMigrate(CancellationToken cancel)
    {
        await using var connection = await OpenForWriting(cancel);
        await using var exists = connection.CreateCommand();
        exists.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if ((long)(await exists.ExecuteScalarAsync(cancel))! == 1)
        {
            await Execute(connection, "DELETE FROM __EFMigrationsLock", cancel);
        }
    }

    /// <summary>Readers and the writer keep separate pools: a reader's connection refuses to write.</summary>
    private string ConnectionString(string use) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = use == "writing" ? 30 : 31,
    }.ToString();

    private static Exception Unwrap(Exception error) => error is DbUpdateException { InnerException: { } inner } ? inner : error;

    private sealed class ReadOnly : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA query_only=1";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
