using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>What happened to a record, as the ledger has it.</summary>
internal sealed class Chronology(Storage storage, Office office, EventTeller teller, Naming naming)
{
    public async Task<IReadOnlyList<LedgerEntry>> Of(Guid record)
    {
        await using var reader = new LedgerReader(storage, office.Town.Id);
        return await reader.Of(record);
    }

    /// <summary>In words, newest first.</summary>
    public async Task<IReadOnlyList<Moment>> Told(IEnumerable<LedgerEntry> entries, Actor reader)
    {
        var all = entries.OrderByDescending(e => e.Seq).ToList();
        await naming.Learn(all.SelectMany(e => new[] { e.Leaf.ActorId, e.Leaf.Type == "incident.assigned" ? e.Json?["to"]?.GetValue<Guid>() : null }));
        return [.. all.Select(e => teller.Tell(e, reader))];
    }

    /// <summary>What others did to a record after the event that <paramref name="reader"/> had last seen.</summary>
    public static IReadOnlyList<LedgerEntry> Since(IEnumerable<LedgerEntry> entries, long seen, Actor reader) =>
        seen < 0 ? [] : [.. entries.Where(e => e.Seq > seen && e.Leaf.ActorId != reader.Id && e.Leaf.Type != "evidence.read")];
}
