using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>
/// The legal clocks of incidents: started by the acts that start them, met and withdrawn by acts, moved by nothing else.
/// </summary>
public sealed class DutyBoard(Office office, Calendars calendars)
{
    public const string NotifyAuthority = "gdpr-33-1-72h";
    public static readonly Citation Awareness = new("RGPD", "33.1");

    private const string CcnCertPrefix = "ens-817-";

    /// <summary>Where this town's periods are counted.</summary>
    public DutyPlace Place => new(office.Town.TimeZone, calendars.Of(office.Town));

    /// <summary>The deadline of a duty, computed again from its rule: the same as when it started.</summary>
    public Deadline DeadlineOf(Duty duty, Language language = Language.Spanish) =>
        RuleBook.Shipped.Find(duty.Rule, DateOnly.FromDateTime(duty.StartedAt.In(Place.Zone).DateTime), duty.Edition.Length == 0 ? null : duty.Edition).Value
            .DeadlineFrom(duty.StartedAt, Place, language).Value;

    /// <summary>How the clock of a duty stands, by the time that no change of the computer's clock moves.</summary>
    public DutyClock ClockOf(Duty duty) => DutyClock.At(DeadlineOf(duty), office.Reckoned);

    /// <summary>
    /// Starts what the level asks for towards CCN-CERT, from when the office knew of the incident, however late it is
    /// classified; clocks of another level that had been started and not met are withdrawn.
    /// </summary>
    internal async Task FollowLevel(Writing w, Incident incident, Classification classification)
    {
        var initial = classification.Duties.Where(d => d.Starts == Trigger.Awareness).ToList();
        var running = await Running(w, incident.Id, CcnCertPrefix);
        foreach (var old in running.Where(d => initial.TrueForAll(i => i.Id != d.Rule)))
        {
            old.Withdraw(w.Now, classification.Level.Key);
            w.Record(incident.Id, new DutyWithdrawn(old.Rule, "reclassified: " + classification.Level.Key));
        }

        foreach (var duty in initial.Where(i => running.TrueForAll(r => r.Rule != i.Id)))
        {
            Start(w, incident.Id, duty, incident.OpenedAt);
        }
    }

    /// <summary>The initial notification was sent: it is met, and the later ones start from it (RD 43/2021, annex, 6).</summary>
    public Task<Outcome<Duty>> Meet(Platform.Access.Actor actor, Guid dutyId, Instant metAt, string how) =>
        office.Commit<Duty>(actor, async w =>
        {
            var duty = await w.Db.Duties.SingleOrDefaultAsync(d => d.Id == dutyId);
            if (duty is null)
            {
                return new Refusal("duty.unknown");
            }

            var late = metAt > duty.DueAt && DeadlineOf(duty).Duty.Counting != Counting.AtOnce;
            if (string.IsNullOrWhiteSpace(how))
            {
                return late ? new Refusal("duty.late-needs-reasons", Awareness, "How") : new Refusal("duty.how-missing", null, "How");
            }

            if ((metAt > w.Now && metAt > office.Reckoned) || metAt < duty.StartedAt)
            {
                return new Refusal("duty.met-out-of-time", null, "MetAt");
            }

            if (duty.Meet(w.Now) is { } refusal)
            {
                return refusal;
            }

            w.Record(duty.Incident, new DutyMet(duty.Rule, metAt, late, how.Trim()), DeadlineOf(duty).Duty.Article);
            foreach (var following in Following(duty))
            {
                Start(w, duty.Incident, following, metAt);
            }

            return duty;
        });

    /// <summary>Starts a clock anew because its beginning was corrected; the old one stays, withdrawn with the reason.</summary>
    internal async Task Restart(Writing w, Guid incident, string rule, Instant from, string reason)
    {
        foreach (var old in await Running(w, incident, rule))
        {
            old.Withdraw(w.Now, reason);
            w.Record(incident, new DutyWithdrawn(old.Rule, reason));
        }

        Start(w, incident, RuleBook.Shipped.Get(rule), from);
    }

    private void Start(Writing w, Guid incident, LegalDuty rule, Instant from)
    {
        var deadline = rule.DeadlineFrom(from, Place).Value;
        w.Db.Add(Duty.Start(NewId.At(w.Now), incident, deadline, from));
        w.Record(incident, new DutyStarted(rule.Id, from, deadline.LastInstant, deadline.Steps), rule.Article);
    }

    private static IEnumerable<LegalDuty> Following(Duty initial) =>
        initial.Rule.StartsWith(CcnCertPrefix, StringComparison.Ordinal) && initial.Rule.EndsWith("-initial", StringComparison.Ordinal)
            ? RuleBook.Shipped.Duties.Where(d => d.Edition == initial.Edition && d.Starts != Trigger.Awareness
                && d.Id.StartsWith(initial.Rule[..^"initial".Length], StringComparison.Ordinal) && !d.Id.EndsWith("-autoclose", StringComparison.Ordinal))
            : [];

    private static async Task<List<Duty>> Running(Writing w, Guid incident, string prefix) =>
        await w.Db.Duties.Where(d => d.Incident == incident && d.State == DutyState.Running && d.Rule.StartsWith(prefix)).ToListAsync();
}
