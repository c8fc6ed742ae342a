using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.BadDays;

/// <summary>The data folder of an office that has lived a little; tests damage copies of it.</summary>
internal sealed class LivedFolder : IDisposable
{
    public static readonly FakeTimeProvider Clock = new(DateTimeOffset.Parse("2026-11-24T08:00:00Z"));

    private readonly string place = Directory.CreateTempSubdirectory("rebato-lived-").FullName;
    private int copies;

    public string Path => System.IO.Path.Combine(place, "office");

    /// <summary>Sizes of the ledger between acts: an office may be found at these and at no other.</summary>
    public HashSet<long> Sizes { get; } = [];

    /// <summary>A copy of the folder taken while it was open: the last acts are only in the WAL.</summary>
    public string WithWal { get; private set; } = "";

    public static async Task<LivedFolder> Make()
    {
        var lived = new LivedFolder();
        Guid incident;
        await using (var first = await OpenOffice.At(lived.Path, [], default, Clock))
        {
            await using var before = new Office(first.Storage, await first.Storage.Found("Robledal del Monte", "", "Europe/Madrid"));
            incident = (await Story.Tell(before)).Id;
        }

        await using var open = await OpenOffice.At(lived.Path, [], default, Clock);
        var town = (await new TownDirectory(open.Storage).All()).Single();
        await using var office = new Office(open.Storage, town);
        await using var reader = new LedgerReader(open.Storage, town.Id);
        for (long size; (size = (await reader.Head()).Size) < 60;)
        {
            lived.Sizes.Add(size);
            Story.Must(await Story.DeskOf(office).Note(Story.Desk, incident, $"Nota {size}"));
        }

        lived.Sizes.Add(60);
        lived.WithWal = lived.Copy();
        return lived;
    }

    public string Copy(string? from = null)
    {
        var copy = System.IO.Path.Combine(place, $"copy-{++copies}");
        foreach (var file in Directory.GetFiles(from ?? Path, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var to = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(from ?? Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = File.Create(to);
            source.CopyTo(target);
        }

        return copy;
    }

    /// <summary>Everything that the ledger answers for, as text; what can be made again from it is left out.</summary>
    public static IReadOnlyList<string> Content(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(folder, "rebato.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var tables = Lines(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('search_token', 'storage_fact', '__EFMigrationsHistory') AND name NOT LIKE 'sqlite_%' ORDER BY name");
        return [.. tables.SelectMany(table => Lines(connection, $"SELECT * FROM \"{table}\"").Order(StringComparer.Ordinal).Select(line => $"{table}|{line}"))];
    }

    public void Dispose() => Directory.Delete(place, recursive: true);

    private static List<string> Lines(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : rows.GetValue(i).ToString())));
        }

        return lines;
    }
}
