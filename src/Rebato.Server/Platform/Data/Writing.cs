using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Platform.Ledger;

namespace Rebato.Platform.Data;

/// <summary>
/// One act being written: the rows it may change, the events it records, the keys it seals with. All of it is
/// committed, or none. The act may run twice (when another act of the same batch fails), so it must not touch
/// anything outside.
/// </summary>
public sealed class Writing
{
    private readonly Vault vault;
    private readonly Dictionary<Guid, byte[]> keys = [];
    private readonly List<PendingEvent> events = [];

    internal Writing(RebatoDb db, Vault vault, Actor actor, Instant now)
    {
        this.vault = vault;
        Db = db;
        Actor = actor;
        Now = now;
    }

    public RebatoDb Db { get; }
    public Actor Actor { get; }

    /// <summary>The instant of the act, the same for all it writes.</summary>
    public Instant Now { get; }

    internal IReadOnlyList<PendingEvent> Events => events;

    /// <summary>
    /// Records what happened to <paramref name="subject"/>, under the event's article or a nearer one. The body is sealed
    /// under the subject's key, or under that of <paramref name="keyed"/>.
    /// </summary>
    public LedgerRef Record<TEvent>(Guid subject, TEvent body, Citation? article = null, Guid? keyed = null)
        where TEvent : class
    {
        var shape = LedgerEvents.Of(typeof(TEvent));
        var place = new LedgerRef(Db.TownId, subject, shape.Code);
        events.Add(new PendingEvent(place, article ?? shape.Article, JsonSerializer.SerializeToUtf8Bytes(body, Vault.Json), keyed ?? subject));
        return place;
    }

    /// <summary>Seals content under the key of its record; the first time makes the key.</summary>
    public async Task<byte[]> Seal<T>(Guid record, T content) => Vault.Seal(await KeyOf(record), record, content);

    public async Task<T> Open<T>(Guid record, byte[] sealedContent) => Vault.Open<T>(await KeyOf(record), record, sealedContent);

    /// <summary>The next number of a yearly series, without gaps: it is given back when the act is refused or fails.</summary>
    public async Task<int> NextNumber(string series, int year)
    {
        var counter = Db.Counters.Local.FirstOrDefault(c => c.Series == series && c.Year == year)
            ?? await Db.Counters.SingleOrDefaultAsync(c => c.Series == series && c.Year == year);
        if (counter is null)
        {
            counter = new Counter(NewId.At(Now), series, year);
            Db.Add(counter);
        }

        return counter.Next();
    }

    /// <summary>The key of a record, made when it has none yet.</summary>
    public async Task<byte[]> KeyOf(Guid record)
    {
        if (keys.TryGetValue(record, out var known))
        {
            return known;
        }

        var wrapped = await Db.RecordKeys.AsNoTracking().Where(k => k.Record == record).Select(k => k.Wrapped).SingleOrDefaultAsync();
        byte[] key;
        if (wrapped is null)
        {
            key = Vault.NewKey();
            Db.Add(new RecordKey { Record = record, Wrapped = vault.Wrap(record, key) });
        }
        else
        {
            key = vault.Unwrap(record, wrapped);
        }

        return keys[record] = key;
    }

    /// <summary>Gives a new record the key under which its files were already sealed.</summary>
    public void AdoptKey(Guid record, byte[] key)
    {
        keys[record] = key;
        Db.Add(new RecordKey { Record = record, Wrapped = vault.Wrap(record, key) });
    }

    /// <summary>Takes away the key of a record: what it sealed can never be read again, what it proved still can.</summary>
    public async Task Erase(Guid record)
    {
        keys.Remove(record);
        if (await Db.RecordKeys.SingleOrDefaultAsync(k => k.Record == record) is { } key)
        {
            Db.Remove(key);
        }
    }

    /// <summary>Saves the rows and binds their fingerprints to the act's first event.</summary>
    internal async Task Save(RowDigests digests, CancellationToken cancel)
    {
        foreach (var pending in events)
        {
            pending.Key = await KeyOf(pending.Keyed);
        }

        Db.ChangeTracker.DetectChanges();
        Db.ChangeTracker.AutoDetectChangesEnabled = false;
        var changed = Db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(e => (Entry: e, Gone: e.State == EntityState.Deleted, Shape: digests.Of(e.Metadata.ClrType)))
            .ToList();
        foreach (var (entry, _, shape) in changed.Where(c => c.Shape.HasTown && c.Entry.State == EntityState.Added))
        {
            entry.Property("Town").CurrentValue = Db.TownId;
        }

        if (events.Count == 0 && changed.FirstOrDefault(NeedsEvent).Entry is { } silent)
        {
            throw new InvalidOperationException($"{silent.Metadata.DisplayName()} changes and no event says so.");
        }

#pragma warning disable RS0030 // this is the one place that saves
        await Db.SaveChangesAsync(cancel);
#pragma warning restore RS0030
        foreach (var (entry, gone, shape) in changed.Where(c => c.Shape.Covered))
        {
            events[0].Changes.Add(new RowChange(shape.Table, shape.RecordOf(entry), new Digest(gone ? RowDigest.Gone : shape.Of(entry))));
        }

        static bool NeedsEvent((EntityEntry Entry, bool Gone, RowDigest Shape) change) =>
            change.Shape.Covered || (change.Gone && change.Entry.Entity is RecordKey);
    }
}
