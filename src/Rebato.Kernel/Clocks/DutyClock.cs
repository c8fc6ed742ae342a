namespace Rebato.Kernel;

/// <summary>How a clock of the law stands.</summary>
public enum ClockState
{
    Running,

    /// <summary>Past the last escalation.</summary>
    Near,

    /// <summary>Asked for at once: it is due now and no figure says from when it is late.</summary>
    Now,
    Overdue,
}

/// <summary>
/// Where a deadline stands at an instant.
/// </summary>
/// <param name="Elapsed">Since the start; negative before it.</param>
/// <param name="Remaining">To the last instant in time; negative when overdue.</param>
/// <param name="Passed">How many escalations have come, the one of this instant included.</param>
/// <param name="Next">When the next one comes; null after the last.</param>
public sealed record DutyClock(TimeSpan Elapsed, TimeSpan Remaining, ClockState State, int Passed, Instant? Next)
{
    /// <summary>Pure arithmetic: the caller brings the <paramref name="now"/> it believes in (<see cref="ReckonedClock"/>).</summary>
    public static DutyClock At(Deadline deadline, Instant now)
    {
        var escalations = deadline.Escalations;
        var passed = escalations.Count(e => e <= now);
        var state = deadline.Duty.Counting == Counting.AtOnce ? ClockState.Now
            : deadline.IsLate(now) ? ClockState.Overdue
            : escalations.Count > 0 && passed == escalations.Count ? ClockState.Near
            : ClockState.Running;
        return new DutyClock(now - deadline.Start, deadline.LastInstant - now, state, passed, passed < escalations.Count ? escalations[passed] : null);
    }
}
