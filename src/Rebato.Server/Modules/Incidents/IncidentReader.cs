using Microsoft.EntityFrameworkCore;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>A record with what it says; no content when its key was erased.</summary>
internal sealed record Opened<TRow, TContent>(TRow Row, TContent? Content)
    where TContent : class;

/// <summary>Finds reports and incidents by the numbers people use, and opens them.</summary>
internal sealed class IncidentReader(Office office)
{
    public async Task<Opened<Incident, IncidentContent>?> Incident(string? number, CancellationToken cancel = default)
    {
        if (YearlyNumber.Parse("INC", number) is not var (year, ordinal))
        {
            return null;
        }

        var document = SearchIndex.Document(office.Town.Id, year, ordinal);
        var row = await office.Db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Document == document, cancel);
        return row is null ? null : new(row, await Open<IncidentContent>(row.Id, row.Content, cancel));
    }

    public async Task<Opened<Report, ReportContent>?> Report(string? number, CancellationToken cancel = default)
    {
        if (YearlyNumber.Parse("AV", number) is not var (year, ordinal))
        {
            return null;
        }

        var row = await office.Db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Year == year && r.Ordinal == ordinal, cancel);
        return row is null ? null : new(row, await Open<ReportContent>(row.Id, row.Content, cancel));
    }

    public Task<string?> NumberOf(Guid incident, CancellationToken cancel = default) =>
        office.Db.Incidents.Where(i => i.Id == incident).Select(i => $"INC-{i.Year}-{i.Ordinal:0000}").FirstOrDefaultAsync(cancel);

    /// <summary>Opens what a record sealed; null when its key was erased.</summary>
    public async Task<T?> Open<T>(Guid record, byte[] content, CancellationToken cancel = default)
        where T : class =>
        office.Vault.Open<T>(record, await office.Db.RecordKeys.Where(k => k.Record == record).Select(k => k.Wrapped).SingleOrDefaultAsync(cancel), content);

    /// <summary>The files of a report or an incident, oldest first.</summary>
    public async Task<IReadOnlyList<Opened<Evidence, EvidenceContent>>> Files(Guid owner, CancellationToken cancel = default)
    {
        var rows = await (
            from evidence in office.Db.Evidence.AsNoTracking()
            where evidence.Incident == owner || evidence.Owner == owner
            join key in office.Db.RecordKeys on evidence.Owner equals key.Record into keys
            from key in keys.DefaultIfEmpty()
            orderby evidence.ReceivedAt, evidence.Id
            select new { evidence, Wrapped = (byte[]?)key.Wrapped }).ToListAsync(cancel);
        return [.. rows.Select(r => new Opened<Evidence, EvidenceContent>(r.evidence, office.Vault.Open<EvidenceContent>(r.evidence.Owner, r.Wrapped, r.evidence.Content)))];
    }
}
