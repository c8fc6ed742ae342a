using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Platform.Data;

/// <summary>The office of one town, as a page, a job or a command works in it: what it reads, and the one way it writes.</summary>
public sealed class Office : IAsyncDisposable
{
    private readonly Storage storage;

    public Office(Storage storage, Town town)
    {
        this.storage = storage;
        Town = town;
        Db = storage.Reading(town.Id);
        Vault = storage.VaultOf(town.Id);
    }

    public Town Town { get; }

    /// <summary>Reads this town; it cannot write.</summary>
    public RebatoDb Db { get; }

    public Vault Vault { get; }

    public KeyRing Keys => storage.Keys;

    public Instant Now => storage.Time.Now;

    /// <summary>The time that clocks of the law go by; see <see cref="Jobs.Timekeeper.Reckoned"/>.</summary>
    public Instant Reckoned => storage.Time.Reckoned;

    /// <summary>Today on the town's wall.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.In(Town.TimeZone).DateTime);

    /// <summary>The year in which an instant falls on the town's wall: numbers are given by it.</summary>
    public int YearOf(Instant instant) => instant.In(Town.TimeZone).Year;

    /// <summary><inheritdoc cref="Storage.Commit"/></summary>
    public Task<Outcome<T>> Commit<T>(Actor actor, Func<Writing, Task<Outcome<T>>> act, CancellationToken cancel = default) =>
        storage.Commit(Town.Id, actor, act, cancel);

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
