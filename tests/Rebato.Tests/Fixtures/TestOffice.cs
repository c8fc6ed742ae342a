using Microsoft.Extensions.Time.Testing;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;

namespace Rebato.Tests.Fixtures;

/// <summary>An office of one town on a database of its own, with a clock that only the test moves.</summary>
public sealed class TestOffice : IAsyncDisposable
{
    private readonly string place;

    private TestOffice(string engine, string place, Storage storage, Town town, FakeTimeProvider clock)
    {
        EngineName = engine;
        this.place = place;
        Storage = storage;
        Town = town;
        Clock = clock;
    }

    /// <summary>Both databases: every test of data is a theory over them.</summary>
    public static TheoryData<string> Engines { get; } = ["sqlite", "postgresql"];

    public string EngineName { get; }
    public Storage Storage { get; private set; }
    public Town Town { get; }
    public FakeTimeProvider Clock { get; }
    public Office Office => new(Storage, Town);
    public string DatabaseFile => Path.Combine(place, "rebato.db");
    public string Folder => place;
    public string ConnectionString { get; private init; } = "";

    public static async Task<TestOffice> Open(string engine)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-24T08:00:00Z"));
        var place = Directory.CreateTempSubdirectory("rebato-test-").FullName;
        var connection = engine == "sqlite" ? "" : await PostgresServer.NewDatabase();
        var keys = KeyRing.Passing(place);
        var storage = await Storage.Open(EngineOf(engine, place, connection), keys, new Timekeeper(clock));
        var town = await storage.Found("Robledal del Monte", "", "Europe/Madrid");
        return new TestOffice(engine, place, storage, town, clock) { ConnectionString = connection };
    }

    /// <summary>Closes and opens again, as after a restart.</summary>
    public async Task Reopen()
    {
        var keys = Storage.Keys;
        await Storage.DisposeAsync();
        Storage = await Storage.Open(EngineOf(EngineName, place, ConnectionString), keys, new Timekeeper(Clock));
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        if (ConnectionString.Length > 0)
        {
            await PostgresServer.Drop(ConnectionString);
        }

        Directory.Delete(place, recursive: true);
    }

    private static DatabaseEngine EngineOf(string engine, string place, string connection) =>
        engine == "sqlite" ? new SqliteEngine(Path.Combine(place, "rebato.db")) : new PostgresEngine(connection);
}
