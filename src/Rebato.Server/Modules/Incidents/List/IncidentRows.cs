using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>An incident as a line of a list.</summary>
internal sealed record IncidentRow(long Document, string Number, string? Subject, string Area, string TypeKey, Level Level, IncidentPhase Phase, YesNoUnknown PersonalData, Instant OpenedAt, Instant? ClosedAt, Guid? Assignee);

/// <summary>Reads lines of a list: the columns that are shown and the key of each, and opens only those.</summary>
internal sealed class IncidentRows(Office office)
{
    public async Task<List<IncidentRow>> Read(IQueryable<Incident> incidents, CancellationToken cancel)
    {
        var rows = await (
            from i in incidents
            join k in office.Db.RecordKeys on i.Id equals k.Record into keys
            from k in keys.DefaultIfEmpty()
            select new { i.Id, i.Document, i.Year, i.Ordinal, i.TypeKey, i.Level, i.Phase, i.PersonalData, i.OpenedAt, i.ClosedAt, i.Assignee, i.Content, Wrapped = (byte[]?)k.Wrapped })
            .ToListAsync(cancel);
        return [.. rows.Select(r =>
        {
            var content = office.Vault.Open<IncidentContent>(r.Id, r.Wrapped, r.Content);
            return new IncidentRow(r.Document, $"INC-{r.Year}-{r.Ordinal:0000}", content?.Subject, content?.Area ?? "", r.TypeKey, r.Level, r.Phase, r.PersonalData, r.OpenedAt, r.ClosedAt, r.Assignee);
        })];
    }
}
