using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>A report that waits, as a line of the queue.</summary>
internal sealed record WaitingReport(string Number, Instant ReceivedAt, ReportKind Kind, ReportChannel Channel, YesNoUnknown PersonalData, int Files);

/// <summary>A legal clock as a line of a list: of which incident, and what it asks.</summary>
internal sealed record DueDuty(Guid Id, string Rule, string Incident, Instant DueAt);

/// <summary>What waits for the desk. Every list is cut: who has more than this waiting needs people, not a longer page.</summary>
internal sealed class DeskQueue(Office office, IncidentRows rows)
{
    public const int Most = 50;

    private IQueryable<Incident> Open => office.Db.Incidents.AsNoTracking().Where(i => IncidentFilter.OpenPhases.Contains(i.Phase));

    /// <summary>Oldest first.</summary>
    public Task<List<WaitingReport>> Waiting(CancellationToken cancel)
    {
        var files = office.Db.Evidence;
        return office.Db.Reports.Where(r => r.State == ReportState.Waiting).OrderBy(r => r.ReceivedAt).Take(Most)
            .Select(r => new WaitingReport($"AV-{r.Year}-{r.Ordinal:0000}", r.ReceivedAt, r.Kind, r.Channel, r.TouchesPersonalData, files.Count(e => e.Owner == r.Id)))
            .ToListAsync(cancel);
    }

    public Task<List<IncidentRow>> WithoutOwner(CancellationToken cancel) =>
        rows.Read(Open.Where(i => i.Assignee == null).OrderByDescending(i => i.Document).Take(Most), cancel);

    public Task<List<IncidentRow>> Of(Guid person, CancellationToken cancel) =>
        rows.Read(Open.Where(i => i.Assignee == person).OrderByDescending(i => i.Document).Take(Most), cancel);

    /// <summary>What is late, and what falls due before the day ends on the town's wall; soonest first.</summary>
    public async Task<List<DueDuty>> DueToday(CancellationToken cancel)
    {
        var tomorrow = office.Today.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var end = Instant.From(new DateTimeOffset(tomorrow, office.Town.TimeZone.GetUtcOffset(tomorrow)));
        var due = await (
            from duty in office.Db.Duties
            where duty.State == DutyState.Running && duty.DueAt < end
            join incident in office.Db.Incidents on duty.Incident equals incident.Id
            orderby duty.DueAt
            select new { duty.Id, duty.Rule, incident.Year, incident.Ordinal, duty.DueAt }).Take(Most).ToListAsync(cancel);
        return [.. due.Select(d => new DueDuty(d.Id, d.Rule, $"INC-{d.Year}-{d.Ordinal:0000}", d.DueAt))];
    }
}
