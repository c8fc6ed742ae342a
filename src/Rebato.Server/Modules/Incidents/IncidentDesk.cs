using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>
/// What the desk does with reports and incidents (Reglamento 28.1): the acts that pages, commands, jobs and the API
/// share. Each loads, asks the entity, and is committed with its event or leaves no trace.
/// </summary>
public sealed class IncidentDesk(Office office, DutyBoard duties)
{
    private SearchIndex Index => new(office.Keys, office.Town.Id);

    public Task<Outcome<Incident>> Open(Actor actor, Guid? reportId, IncidentContent content, Instant detectedAt, YesNoUnknown personalData) =>
        office.Commit<Incident>(actor, async w =>
        {
            if (Missing(content) is { } missing)
            {
                return missing;
            }

            if (detectedAt > w.Now)
            {
                return new Refusal("incident.detected-in-the-future", IncidentRules.Lifecycle, "DetectedAt");
            }

            var report = reportId is null ? null : await w.Db.Reports.SingleOrDefaultAsync(r => r.Id == reportId);
            if (reportId is not null && report is null)
            {
                return new Refusal("report.unknown", ReportRules.Desk);
            }

            var id = NewId.At(w.Now);
            if (report?.BecomeIncident(id) is { } decided)
            {
                return decided;
            }

            var year = office.YearOf(w.Now);
            var ordinal = await w.NextNumber("INC", year);
            var incident = Incident.Open(id, office.Town.Id, year, ordinal, w.Now, actor.Id, detectedAt, personalData, await w.Seal(id, content));
            w.Db.Add(incident);
            Index.Update(w.Db, incident.Document, "", Searched(content));
            w.Record(id, new IncidentOpened(incident.Number, report?.Number, detectedAt, personalData, content));
            if (report is not null)
            {
                w.Record(report.Id, new ReportBecameIncident(report.Number, incident.Number));
                await BringEvidence(w, report.Id, id);
            }

            if (personalData != YesNoUnknown.No)
            {
                w.Record(id, new DpoTold(incident.Number, personalData));
            }

            return incident;
        });

    public Task<Outcome<Incident>> Join(Actor actor, Guid reportId, Guid incidentId, string reason) =>
        OnIncident(actor, incidentId, async (w, incident) =>
        {
            var report = await w.Db.Reports.SingleOrDefaultAsync(r => r.Id == reportId);
            if (report is null)
            {
                return new Refusal("report.unknown", ReportRules.Desk);
            }

            var refusal = string.IsNullOrWhiteSpace(reason) ? new Refusal("report.join-needs-reason", ReportRules.Desk, "Reason")
                : incident.IsOpen ? report.Join(incident.Id)
                : new Refusal("incident.closed", IncidentRules.Lifecycle);
            if (refusal is not null)
            {
                return refusal;
            }

            await BringEvidence(w, report.Id, incident.Id);
            w.Record(report.Id, new ReportJoined(report.Number, incident.Number, reason.Trim()));
            w.Record(incident.Id, new ReportJoined(report.Number, incident.Number, reason.Trim()));
            return null;
        });

    public Task<Outcome<Report>> CloseAsFault(Actor actor, Guid reportId, string reason) =>
        office.Commit<Report>(actor, async w =>
        {
            var report = await w.Db.Reports.SingleOrDefaultAsync(r => r.Id == reportId);
            if (report is null)
            {
                return new Refusal("report.unknown", ReportRules.Desk);
            }

            if (report.CloseAsFault(reason) is { } refusal)
            {
                return refusal;
            }

            w.Record(report.Id, new ReportClosedAsFault(report.Number, reason.Trim()));
            return report;
        });

    /// <summary>Classifies by the tables; the level decides who must be told, and starts their clocks.</summary>
    public Task<Outcome<Incident>> Classify(Actor actor, Guid incidentId, Classification classification, IReadOnlyList<ImpactAnswer> answers, IReadOnlyList<string> reasons) =>
        OnIncident(actor, incidentId, async (w, incident) =>
        {
            var content = await w.Open<IncidentContent>(incident.Id, incident.Content);
            var told = answers.ToDictionary(a => a.Question, Said);
            var classified = content with { Types = [.. classification.Types.Select(t => t.Key)], ImpactAnswers = told, ClassificationReasons = reasons };
            if (incident.Classify(classification, await w.Seal(incident.Id, classified)) is { } refusal)
            {
                return refusal;
            }

            w.Record(incident.Id, new IncidentClassified(classified.Types, classification.Danger, classification.Impact.Level, classification.Level, classification.Edition, told, reasons, classification.MustNotifyCcnCert));
            if (classification.MustTellCommittee && incident.CommitteeToldAt is null)
            {
                incident.TellCommittee(w.Now);
                w.Record(incident.Id, new CommitteeTold(incident.Number, classification.Level.Key), Classification.CommitteeArticle);
            }

            await duties.FollowLevel(w, incident, classification);
            return null;
        });

    public Task<Outcome<Incident>> Describe(Actor actor, Guid incidentId, string subject, string account, string area) =>
        OnIncident(actor, incidentId, async (w, incident) =>
        {
            var before = await w.Open<IncidentContent>(incident.Id, incident.Content);
            var after = before with { Subject = subject.Trim(), Account = account.Trim(), Area = area.Trim() };
            if ((Missing(after) ?? incident.Describe(await w.Seal(incident.Id, after))) is { } refusal)
            {
                return refusal;
            }

            Index.Update(w.Db, incident.Document, Searched(before), Searched(after));
            w.Record(incident.Id, new IncidentDescribed(after));
            return null;
        });

    public Task<Outcome<Incident>> MoveTo(Actor actor, Guid incidentId, IncidentPhase phase) =>
        OnIncident(actor, incidentId, (w, incident) =>
        {
            var from = incident.Phase;
            var refusal = incident.MoveTo(phase);
            if (refusal is null)
            {
                w.Record(incident.Id, new IncidentMoved(from, phase));
            }

            return Task.FromResult(refusal);
        });

    public Task<Outcome<Incident>> Assign(Actor actor, Guid incidentId, Guid? person) =>
        Simple(actor, incidentId, incident => incident.Assign(person), new IncidentAssigned(person));

    public Task<Outcome<Incident>> TellCommittee(Actor actor, Guid incidentId, string why) =>
        OnIncident(actor, incidentId, (w, incident) =>
        {
            var refusal = string.IsNullOrWhiteSpace(why)
                ? new Refusal("incident.committee-needs-reason", ReportRules.Desk, "Why")
                : incident.TellCommittee(w.Now);
            if (refusal is null)
            {
                w.Record(incident.Id, new CommitteeTold(incident.Number, why.Trim()));
            }

            return Task.FromResult(refusal);
        });

    /// <summary>Settles whether personal data are touched. Yes starts nothing by itself: the 72 hours run from awareness.</summary>
    public Task<Outcome<Incident>> SayPersonalData(Actor actor, Guid incidentId, YesNoUnknown answer, string reason) =>
        OnIncident(actor, incidentId, (w, incident) =>
        {
            var from = incident.PersonalData;
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Task.FromResult<Refusal?>(new Refusal("incident.personal-data-needs-reason", new Citation("Reglamento", "29.1"), "Reason"));
            }

            if (incident.AwareAt is not null && answer != YesNoUnknown.Yes)
            {
                return Task.FromResult<Refusal?>(new Refusal("incident.clock-runs", DutyBoard.Awareness, "Answer"));
            }

            var refusal = incident.SayPersonalData(answer);
            if (refusal is null)
            {
                w.Record(incident.Id, new PersonalDataSaid(from, answer, reason.Trim()));
                if (answer != YesNoUnknown.No)
                {
                    w.Record(incident.Id, new DpoTold(incident.Number, answer));
                }
            }

            return Task.FromResult(refusal);
        });

    /// <summary>Fixes the instant of awareness (RGPD 33.1), or corrects it with its own reason; the clock follows.</summary>
    public Task<Outcome<Incident>> FixAwareness(Actor actor, Guid incidentId, Instant awareAt, string reason) =>
        OnIncident(actor, incidentId, async (w, incident) =>
        {
            var before = incident.AwareAt;
            var refusal = string.IsNullOrWhiteSpace(reason) ? new Refusal("awareness.needs-reason", DutyBoard.Awareness, "Reason")
                : awareAt > w.Now ? new Refusal("awareness.in-the-future", DutyBoard.Awareness, "AwareAt")
                : incident.PersonalData != YesNoUnknown.Yes ? new Refusal("awareness.no-personal-data", DutyBoard.Awareness)
                : incident.BecomeAware(awareAt);
            if (refusal is not null)
            {
                return refusal;
            }

            w.Record(incident.Id, new AwarenessFixed(awareAt, before, reason.Trim()));
            await duties.Restart(w, incident.Id, DutyBoard.NotifyAuthority, awareAt, before is null ? "" : reason.Trim());
            return null;
        });

    public Task<Outcome<Incident>> Note(Actor actor, Guid incidentId, string note) =>
        Simple(actor, incidentId, _ => string.IsNullOrWhiteSpace(note) ? new Refusal("incident.empty-note", IncidentRules.Lifecycle, "Note") : null, new IncidentNoted(note.Trim()));

    public Task<Outcome<Incident>> Close(Actor actor, Guid incidentId, string code, string cause, string solution) =>
        OnIncident(actor, incidentId, async (w, incident) =>
        {
            var entered = await RegistryQueries.HasStandingEntry(w.Db, incident.Id);
            var content = await w.Open<IncidentContent>(incident.Id, incident.Content);
            var closed = content with { Cause = cause.Trim(), Solution = solution.Trim() };
            if (incident.Close(w.Now, new Closing(code, cause, solution, entered), await w.Seal(incident.Id, closed)) is { } refusal)
            {
                return refusal;
            }

            w.Record(incident.Id, new IncidentWasClosed(incident.Number, code, closed.Cause, closed.Solution));
            return null;
        });

    public Task<Outcome<Incident>> Reopen(Actor actor, Guid incidentId, string reason) =>
        OnIncident(actor, incidentId, (w, incident) =>
        {
            var refusal = incident.Reopen(reason);
            if (refusal is null)
            {
                w.Record(incident.Id, new IncidentReopened(incident.Number, reason.Trim()));
            }

            return Task.FromResult(refusal);
        });

    /// <summary>What of an incident is found by searching.</summary>
    public static string Searched(IncidentContent content) => $"{content.Subject} {content.Account} {content.Area}";

    private Task<Outcome<Incident>> Simple<TEvent>(Actor actor, Guid incidentId, Func<Incident, Refusal?> ask, TEvent told)
        where TEvent : class =>
        OnIncident(actor, incidentId, (w, incident) =>
        {
            var refusal = ask(incident);
            if (refusal is null)
            {
                w.Record(incident.Id, told);
            }

            return Task.FromResult(refusal);
        });

    private Task<Outcome<Incident>> OnIncident(Actor actor, Guid incidentId, Func<Writing, Incident, Task<Refusal?>> act) =>
        office.Commit<Incident>(actor, async w =>
        {
            var incident = await w.Db.Incidents.SingleOrDefaultAsync(i => i.Id == incidentId);
            return incident is null ? new Refusal("incident.unknown", IncidentRules.Lifecycle)
                : await act(w, incident) is { } refusal ? refusal
                : incident;
        });

    private static async Task BringEvidence(Writing w, Guid report, Guid incident)
    {
        foreach (var evidence in await w.Db.Evidence.Where(e => e.Owner == report).ToListAsync())
        {
            evidence.MoveTo(incident);
        }
    }

    private static Refusal? Missing(IncidentContent content) =>
        string.IsNullOrWhiteSpace(content.Subject) ? new Refusal("incident.no-subject", IncidentRules.Lifecycle, "Subject")
        : content.Subject.Length > ReportRules.LongestLine ? new Refusal("incident.subject-too-long", IncidentRules.Lifecycle, "Subject", ReportRules.LongestLine)
        : content.Account.Length > ReportRules.LongestAccount ? new Refusal("incident.account-too-long", IncidentRules.Lifecycle, "Account", ReportRules.LongestAccount)
        : null;

    private static string Said(ImpactAnswer answer) => answer.Choice
        ?? FormattableString.Invariant($"{answer.Number}{(answer.Users is { } users ? FormattableString.Invariant($" h; {users} %") : "")}");
}
