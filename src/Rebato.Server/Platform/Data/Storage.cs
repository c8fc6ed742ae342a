using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Jobs;

namespace Rebato.Platform.Data;

/// <summary>The open database with its keys and its one way to write. There is one for each process.</summary>
public sealed class Storage : IAsyncDisposable
{
    private const int WholeDatabase = 0;

    private readonly ConcurrentDictionary<int, Writer> writers = new();
    private readonly ConcurrentDictionary<int, TownKeys> towns = new();
    private readonly RowDigests digests;

    private Storage(DatabaseEngine engine, KeyRing keys, Timekeeper time)
    {
        Engine = engine;
        Keys = keys;
        Time = time;
        using var db = engine.Reading(WholeDatabase);
        digests = new RowDigests(db.Model);
    }

    public DatabaseEngine Engine { get; }
    public KeyRing Keys { get; }
    public Timekeeper Time { get; }
    public RowDigests Digests => digests;

    /// <summary>
    /// Opens, brings the tables up to date, and makes sure that database and keys belong together; what is damaged is
    /// named by a <see cref="StorageRefused"/> and nothing is used.
    /// </summary>
    public static async Task<Storage> Open(DatabaseEngine engine, KeyRing keys, Timekeeper time, CancellationToken cancel = default)
    {
        if (await engine.FindDamage(thorough: false, cancel) is { } damage)
        {
            throw new StorageRefused("storage.damaged", engine.Name, damage);
        }

        try
        {
            await engine.Migrate(cancel);
            var storage = new Storage(engine, keys, time);
            await storage.MatchKeys();
            await using var db = engine.Reading(WholeDatabase);
            foreach (var town in await db.Towns.ToListAsync(cancel))
            {
                storage.Learn(town.Id, town.Log);
            }

            return storage;
        }
        catch (Exception unreadable) when (unreadable is DbException or DbUpdateException or FormatException or InvalidCastException)
        {
            // The quick check does not see everything: what it missed shows when the first rows are read.
            throw new StorageRefused("storage.damaged", engine.Name, unreadable.Message);
        }
    }

    public RebatoDb Reading(int town) => Engine.Reading(town);

    public Vault VaultOf(int town) => towns[town].Vault;

    public Guid LogOf(int town) => towns[town].Log;

    public IReadOnlyCollection<int> Towns => [.. towns.Keys.Order()];

    /// <summary>
    /// Does the act and records it in one transaction, or refuses it and leaves no trace. When this returns, the act is
    /// on the disk. <paramref name="act"/> may run more than once.
    /// </summary>
    public async Task<Outcome<T>> Commit<T>(int town, Actor actor, Func<Writing, Task<Outcome<T>>> act, CancellationToken cancel = default)
    {
        var item = new WriteItem<T>(town, actor, act);
        await WriterOf(town).Enqueue(item, cancel);
        return await item.Done;
    }

    /// <summary>Creates a town with its own empty ledger.</summary>
    public async Task<Town> Found(string name, string host, string zone)
    {
        var id = towns.IsEmpty ? 1 : towns.Keys.Max() + 1;
        Learn(id, NewId.At(Time.Now));
        var outcome = await Commit<Town>(id, Actor.Office, writing =>
        {
            var town = new Town(id, LogOf(id), name, host, zone);
            writing.Db.Add(town);
            writing.Record(town.Log, new TownFounded(name, zone));
            return Task.FromResult(Outcome<Town>.From(town));
        });
        return outcome.Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in writers.Values)
        {
            await writer.DisposeAsync();
        }

        await Engine.DisposeAsync();
    }

    private void Learn(int town, Guid log) => towns[town] = new TownKeys(log, new Vault(Keys, town));

    private Writer WriterOf(int town) =>
        writers.GetOrAdd(Engine.OneWriter ? WholeDatabase : town, _ => new Writer(Engine, Keys, digests, Time, id => towns[id]));

    private async Task MatchKeys()
    {
        await using var db = Engine.Reading(WholeDatabase);
        var known = await db.StorageFacts.Where(f => f.Name == "keys").Select(f => f.Value).SingleOrDefaultAsync();
        if (known is not null)
        {
            if (!CryptographicOperations.FixedTimeEquals(known, Keys.CheckValue))
            {
                throw new StorageRefused("storage.keys-of-another", Keys.Folder);
            }

            Keys.MarkUsed();
            return;
        }

        if (Keys.Used)
        {
            throw new StorageRefused("storage.emptied", Engine.Name);
        }

        Learn(WholeDatabase, Guid.Empty);
        await Commit<Nothing>(WholeDatabase, Actor.Office, writing =>
        {
            writing.Db.Add(new StorageFact { Name = "keys", Value = Keys.CheckValue });
            return Task.FromResult(Outcome<Nothing>.From(default(Nothing)));
        });
        towns.TryRemove(WholeDatabase, out _);
        Keys.MarkUsed();
    }
}
