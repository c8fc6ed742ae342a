using Microsoft.EntityFrameworkCore;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>Whether an entry still says what it said.</summary>
internal enum EntryState
{
    /// <summary>Vigente.</summary>
    Standing,

    /// <summary>A later entry corrects it.</summary>
    Corrected,

    /// <summary>A later entry took it, or the inscription it corrects, away.</summary>
    Annulled,
}

/// <summary>A line of the book: everything about an entry but what it says.</summary>
internal sealed record BookLine(RegistryEntry Entry, EntryState State, string Incident, string? About);

/// <summary>What waits to be entered, and why it must be.</summary>
internal sealed record AwaitedEntry(Incident Incident, RegistryBasis Basis);

/// <summary>The book of the Registry as lists show it (38.1). No question here opens an entry, so none is a reading.</summary>
internal sealed class RegistryBook(Office office)
{
    public const int PageLines = 25;

    public async Task<IReadOnlyList<int>> Years() =>
        await office.Db.RegistryEntries.Select(e => e.Year).Distinct().OrderByDescending(year => year).ToListAsync();

    public Task<int> Count(int year) => office.Db.RegistryEntries.CountAsync(e => e.Year == year);

    /// <summary>One page of a year, walked by number: after <paramref name="after"/>, or those before <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<BookLine>> Page(int year, int after = 0, int? before = null, int most = PageLines)
    {
        var ofYear = office.Db.RegistryEntries.Where(e => e.Year == year);
        var entries = before is null
            ? await ofYear.Where(e => e.Ordinal > after).OrderBy(e => e.Ordinal).Take(most).ToListAsync()
            : await ofYear.Where(e => e.Ordinal < before).OrderByDescending(e => e.Ordinal).Take(most).ToListAsync();
        return await Lines([.. entries.OrderBy(e => e.Ordinal)]);
    }

    public async Task<RegistryEntry?> Find(string? number) => YearlyNumber.Parse("REG", number) is { } asked
        ? await office.Db.RegistryEntries.SingleOrDefaultAsync(e => e.Year == asked.Year && e.Ordinal == asked.Ordinal)
        : null;

    /// <summary>The inscription an entry belongs to with all that corrects or annuls it, in order of number.</summary>
    public async Task<IReadOnlyList<BookLine>> Chain(RegistryEntry entry)
    {
        var inscription = entry.About ?? entry.Id;
        var chain = await office.Db.RegistryEntries.Where(e => e.Id == inscription || e.About == inscription).ToListAsync();
        return await Lines([.. chain.OrderBy(e => (e.Year, e.Ordinal))]);
    }

    /// <summary>Incidents that must be in the Registry and are not, oldest first (38.1, 38.4).</summary>
    public async Task<IReadOnlyList<AwaitedEntry>> Awaited(int most = PageLines)
    {
        var waiting = await WaitingIncidents().OrderBy(i => i.Document).Take(most).ToListAsync();
        return [.. waiting.Select(i => new AwaitedEntry(i, i.PersonalData == YesNoUnknown.Yes ? RegistryBasis.PersonalData : RegistryBasis.DigitalOfficeDecision))];
    }

    public Task<int> AwaitedCount() => WaitingIncidents().CountAsync();

    private IQueryable<Incident> WaitingIncidents()
    {
        var entries = office.Db.RegistryEntries;
        var standing = entries.Where(e => e.Kind == RegistryEntryKind.Inscription && !entries.Any(a => a.Kind == RegistryEntryKind.Annulment && a.About == e.Id));
        var decided = office.Db.InclusionDecisions;
        return office.Db.Incidents.Where(i =>
            (i.PersonalData == YesNoUnknown.Yes || decided.Any(d => d.Incident == i.Id)) && !standing.Any(e => e.Incident == i.Id));
    }

    private async Task<IReadOnlyList<BookLine>> Lines(IReadOnlyList<RegistryEntry> entries)
    {
        var inscriptions = entries.Select(e => e.About ?? e.Id).Distinct().ToList();
        var related = await office.Db.RegistryEntries.Where(e => inscriptions.Contains(e.Id) || (e.About != null && inscriptions.Contains(e.About.Value))).ToListAsync();
        var incidents = entries.Select(e => e.Incident).Distinct().ToList();
        var numbers = await office.Db.Incidents.Where(i => incidents.Contains(i.Id)).Select(i => new { i.Id, i.Year, i.Ordinal }).ToListAsync();
        return
        [
            .. entries.Select(entry => new BookLine(
                entry,
                RegistryRules.StateOf(entry, related.Where(e => e.About == (entry.About ?? entry.Id))),
                numbers.Where(n => n.Id == entry.Incident).Select(n => $"INC-{n.Year}-{n.Ordinal:0000}").SingleOrDefault() ?? "",
                related.SingleOrDefault(e => e.Id == entry.About)?.Number)),
        ];
    }
}
