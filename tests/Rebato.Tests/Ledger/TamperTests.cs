using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Ledger;

/// <summary>
/// Whoever has the database changes something behind the office's back: each manipulation is found by the check that
/// can find it, and the record is named.
/// </summary>
public sealed class TamperTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_nobody_touched_holds(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await Live(test);
        var report = await Verify(test);
        Assert.Empty(report.Findings);
        Assert.True(report.Size > 300);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_bit_in_any_column_of_any_covered_table_is_found_and_its_table_named(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await Live(test);
        await using var connection = await test.Storage.Engine.OpenForWriting(default);
        await Disarm(connection, engine);
        var tried = 0;
        foreach (var (table, column) in await Columns(connection, test))
        {
            var value = await First(connection, table, column);
            await Replace(connection, table, column, value, OneBitOff(value));
            var report = await Verify(test);
            Assert.True(report.Findings.Any(f => f.Table == table || table.StartsWith("ledger_", StringComparison.Ordinal)), $"{table}.{column}: a flipped bit was not found");
            await Replace(connection, table, column, OneBitOff(value), value);
            tried++;
        }

        Assert.True((await Verify(test)).Holds);
        Assert.True(tried > 60, $"only {tried} columns tried");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_changed_incident_is_named(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        var incident = await Live(test);
        await using var connection = await test.Storage.Engine.OpenForWriting(default);
        await Execute(connection, $"UPDATE incident SET level = 'Low' WHERE ordinal = {incident.Ordinal}");

        var finding = Assert.Single((await Verify(test)).Findings);

        Assert.Equal(("row-differs", "incident", incident.Id), (finding.Code, finding.Table, finding.Record));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_row_taken_away_or_slipped_in_is_found(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await Live(test);
        await using var connection = await test.Storage.Engine.OpenForWriting(default);
        await Execute(connection, "INSERT INTO counter(id, town, series, year, last) SELECT " + (engine == "sqlite" ? "randomblob(16)" : "gen_random_uuid()") + ", town, 'XX', year, 1 FROM counter LIMIT 1");
        Assert.Contains((await Verify(test)).Findings, f => f is { Code: "row-untold", Table: "counter" });

        await Execute(connection, "DELETE FROM registry_entry");
        Assert.Contains((await Verify(test)).Findings, f => f is { Code: "row-missing", Table: "registry_entry" });
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Cutting_swapping_and_redating_events_are_found(string engine)
    {
        foreach (var (manipulation, sql) in new[]
        {
            ("cut", "DELETE FROM ledger_entry WHERE seq > 250"),
            ("middle", "DELETE FROM ledger_entry WHERE seq = 40"),
            ("swap", "UPDATE ledger_entry SET leaf = (SELECT leaf FROM ledger_entry o WHERE o.seq = 11) WHERE seq = 10"),
            ("tile", "UPDATE ledger_tile SET hashes = root"),
            ("head", "UPDATE ledger_head SET size = size - 1"),
            ("bodies", "DELETE FROM ledger_payload WHERE seq = 7"),
        })
        {
            await using var test = await TestOffice.Open(engine);
            await Live(test);
            await using var connection = await test.Storage.Engine.OpenForWriting(default);
            await Disarm(connection, engine);
            await Execute(connection, sql);
            Assert.True(!(await Verify(test)).Holds, manipulation);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_database_itself_refuses_to_change_the_ledger(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await Live(test);
        await using var connection = await test.Storage.Engine.OpenForWriting(default);
        foreach (var table in new[] { "ledger_entry", "ledger_change", "ledger_tile" })
        {
            await Assert.ThrowsAnyAsync<DbException>(() => Execute(connection, $"DELETE FROM {table}"));
            await Assert.ThrowsAnyAsync<DbException>(() => Execute(connection, $"UPDATE {table} SET town = town"));
        }
    }

    private static async Task<Incident> Live(TestOffice test)
    {
        await using var office = test.Office;
        var incident = await Story.Tell(office);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(async i => Story.Must(await Story.DeskOf(office).Note(Story.Desk, incident.Id, $"Nota {i}"))));

        Story.Must(await new Registry(office).DecideInclusion(TestWeb.Person(Role.DigitalOffice), (await Story.OpenIncident(office, "Corte", YesNoUnknown.No)).Id, "Por su impacto"));
        await new Checkpoints(test.Storage, new LogKeys(test.Storage)).Advance(test.Town.Id);
        return incident;
    }

    private static Task<VerificationReport> Verify(TestOffice test) =>
        new LedgerVerification(test.Storage, new LogKeys(test.Storage)).Run(test.Town, null, default);

    private static async Task Disarm(DbConnection connection, string engine)
    {
        foreach (var table in new[] { "ledger_entry", "ledger_change", "ledger_tile" })
        {
            foreach (var sql in engine == "sqlite"
                ? new[] { $"DROP TRIGGER {table}_no_UPDATE", $"DROP TRIGGER {table}_no_DELETE" }
                : [$"ALTER TABLE {table} DISABLE TRIGGER ALL"])
            {
                await Execute(connection, sql);
            }
        }
    }

    /// <summary>Every column of every table with rows, save those that only hold what can be made again.</summary>
    private static async Task<IReadOnlyList<(string Table, string Column)>> Columns(DbConnection connection, TestOffice test)
    {
        await using var db = test.Storage.Reading(test.Town.Id);
        var mapped = from e in db.Model.GetEntityTypes()
                     let table = e.GetTableName()
                     where table is not ("search_token" or "storage_fact")
                     from p in e.GetProperties()
                     select (Table: table, Column: p.GetColumnName());
        var own = from t in new (string Table, string[] Columns)[]
                  {
                      ("ledger_entry", ["seq", "subject", "leaf"]), ("ledger_payload", ["seq", "keyed", "body"]), ("ledger_change", ["seq", "tbl", "record", "digest"]),
                      ("ledger_tile", ["level", "idx", "root", "hashes"]), ("ledger_head", ["size", "frontier", "mac"]),
                  }
                  from c in t.Columns
                  select (t.Table, Column: c);
        var filled = new List<(string, string)>();
        foreach (var (table, column) in mapped.Concat(own).Where(c => c.Column != "town" && !(c.Table == "town" && c.Column == "id")))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" IS NOT NULL";
            if (Convert.ToInt64(await command.ExecuteScalarAsync()) > 0)
            {
                filled.Add((table, column));
            }
        }

        return filled;
    }

    private static async Task<object> First(DbConnection connection, string table, string column)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL ORDER BY 1 LIMIT 1";
        return (await command.ExecuteScalarAsync())!;
    }

    private static async Task Replace(DbConnection connection, string table, string column, object from, object to)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE \"{table}\" SET \"{column}\" = @to WHERE \"{column}\" = @from";
        foreach (var (name, value) in new[] { ("from", from), ("to", to) })
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    private static object OneBitOff(object value) => value switch
    {
        int number => number ^ (1 << 20),
        long number => number ^ (1L << 20),
        bool yes => !yes,
        string { Length: 0 } => "A",
        string text => (char)(text[0] ^ 1) + text[1..],
        byte[] { Length: 0 } => new byte[] { 1 },
        byte[] bytes => (byte[])[.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
        Guid id => new Guid([.. id.ToByteArray()[..15], (byte)(id.ToByteArray()[15] ^ 1)]),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
