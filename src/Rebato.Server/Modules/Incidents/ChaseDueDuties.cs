using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;
using Rebato.Platform.Notices;

namespace Rebato.Modules.Incidents;

/// <summary>
/// Tells who must know that a legal clock passed a point. The telling, its event and the clock's next point are one act:
/// nothing is told twice or forgotten, and no channel can hold it up. Points that passed while the machine was off are
/// told once, as the latest.
/// </summary>
internal sealed class ChaseDueDuties : Job
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Instantly = TimeSpan.FromMicroseconds(1);

    public override string Name => "chase-due-duties";
    public override TimeSpan Every => TimeSpan.FromSeconds(15);

    public override async Task Run(IServiceProvider scope, Town town, CancellationToken cancel)
    {
        var office = scope.GetRequiredService<Office>();
        var now = office.Reckoned;
        var due = await (from duty in office.Db.Duties
                         join incident in office.Db.Incidents on duty.Incident equals incident.Id
                         where duty.State == DutyState.Running && duty.NextAt != null && duty.NextAt <= now
                         orderby duty.NextAt
                         select new { duty, incident }).Take(AtOnce).ToListAsync(cancel);
        foreach (var each in due)
        {
            await Chase(scope, office, each.duty, each.incident, now, cancel);
        }
    }

    private static async Task Chase(IServiceProvider scope, Office office, Duty due, Incident incident, Instant now, CancellationToken cancel)
    {
        var deadline = scope.GetRequiredService<DutyBoard>().DeadlineOf(due);
        var clock = DutyClock.At(deadline, now);
        if (EscalationLadder.Of(clock) is not { } step)
        {
            return;
        }

        var telling = new Telling(
            NewId.At(office.Now),
            "duty." + step.Point,
            [NoticeValue.Of(incident.Number), NoticeValue.Of(deadline.Duty.Name), NoticeValue.Of(deadline.LastInstant)],
            "/incidencias/" + incident.Number,
            step.Roles,
            incident.Assignee);
        var ways = await scope.GetRequiredService<NoticeBoard>().Ways(telling);
        await office.Commit<Nothing>(Actor.Office, async w =>
        {
            var duty = await w.Db.Duties.SingleAsync(d => d.Id == due.Id, cancel);
            if (!duty.IsRunning || duty.NextAt is not { } next || next > now)
            {
                return new Refusal("duty.already-told");
            }

            duty.Tell(Math.Max(clock.Passed, duty.Escalated), NextOf(clock, deadline));
            var channels = NoticeBoard.Tell(w, telling, ways);
            w.Record(duty.Incident, new DutyEscalated(duty.Rule, step.Point, deadline.LastInstant, channels), step.Article);
            return default(Nothing);
        }, cancel);
    }

    /// <summary>After the last point comes the end of the period, and after that nothing: who was told of that knows.</summary>
    private static Instant? NextOf(DutyClock clock, Deadline deadline) =>
        clock.State is ClockState.Overdue or ClockState.Now ? null : clock.Next ?? deadline.LastInstant + Instantly;
}
