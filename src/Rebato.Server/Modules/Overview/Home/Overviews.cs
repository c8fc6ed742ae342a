using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.Overview.Home;

/// <summary>A figure that leads somewhere.</summary>
internal sealed record Figure(int Count, string Text, string Route);

/// <summary>A report of one's own, and what became of it.</summary>
internal sealed record OwnReport(string Number, Instant At, ReportKind Kind, ReportState State);

/// <summary>The questions of the first page. Every count stops at a hundred: more than that is «100 o más».</summary>
internal sealed class Overviews(Office office, IncidentRows rows)
{
    public const int Most = 100;
    private const int Shown = 5;

    /// <summary>The figures that this person may follow.</summary>
    public async Task<IReadOnlyList<Figure>> Figures(Actor actor, CancellationToken cancel)
    {
        var figures = new List<Figure>();
        if (actor.May(Permission.IncidentsTriage))
        {
            figures.Add(new(await Count(office.Db.Reports.Where(r => r.State == ReportState.Waiting), cancel), "home.waiting", "/cau"));
        }

        if (actor.May(Permission.IncidentsRead))
        {
            figures.Add(new(await Count(office.Db.Incidents.Where(i => IncidentFilter.OpenPhases.Contains(i.Phase)), cancel), "home.open", "/incidencias"));
            figures.Add(new(await Count(office.Db.Incidents.Where(i => IncidentFilter.OpenPhases.Contains(i.Phase) && i.PersonalData == YesNoUnknown.Yes), cancel), "home.personal", "/incidencias?datos=Yes"));
        }

        if (actor.May(Permission.ClocksRead))
        {
            figures.Add(new(await Count(office.Db.Duties.Where(d => d.State == DutyState.Running), cancel), "home.clocks", "#plazos"));
        }

        return figures;
    }

    /// <summary>Running clocks, the one that falls due first on top.</summary>
    public async Task<IReadOnlyList<DueDuty>> Due(CancellationToken cancel)
    {
        var due = await (
            from duty in office.Db.Duties
            where duty.State == DutyState.Running
            join incident in office.Db.Incidents on duty.Incident equals incident.Id
            orderby duty.DueAt, duty.Id
            select new { duty.Id, duty.Rule, incident.Year, incident.Ordinal, duty.DueAt }).Take(Shown).ToListAsync(cancel);
        return [.. due.Select(d => new DueDuty(d.Id, d.Rule, $"INC-{d.Year}-{d.Ordinal:0000}", d.DueAt))];
    }

    public async Task<IReadOnlyList<IncidentRow>> Newest(CancellationToken cancel) =>
        await rows.Read(office.Db.Incidents.OrderByDescending(i => i.Document).Take(Shown), cancel);

    public async Task<IReadOnlyList<OwnReport>> Own(Actor actor, CancellationToken cancel) =>
        await office.Db.Reports.Where(r => r.Reporter == actor.Id).OrderByDescending(r => r.ReceivedAt).Take(Shown)
            .Select(r => new OwnReport($"AV-{r.Year}-{r.Ordinal:0000}", r.ReceivedAt, r.Kind, r.State)).ToListAsync(cancel);

    private static Task<int> Count<T>(IQueryable<T> rows, CancellationToken cancel) => rows.Take(Most).CountAsync(cancel);
}
