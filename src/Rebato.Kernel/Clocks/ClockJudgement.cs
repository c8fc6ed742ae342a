namespace Rebato.Kernel;

/// <summary>
/// What a host's clocks show together: the wall clock, the time since boot with sleep included
/// (CLOCK_BOOTTIME; the monotonic clock stops while a laptop sleeps), and which boot it is.
/// </summary>
public sealed record ClockReading(Instant Wall, TimeSpan SinceBoot, string BootId);

/// <summary>What two readings of a host's clocks say about its wall clock.</summary>
public enum ClockVerdict
{
    Steady,
    JumpedForward,
    JumpedBack,

    /// <summary>The machine was off and the wall clock moved on by a time that can be believed.</summary>
    RestartedAndPlausible,

    /// <summary>After a restart the wall clock shows less time than has certainly passed.</summary>
    RestartedAndWentBack,

    /// <summary>Off too long to believe the wall clock, or restored from an image: somebody must say what time it is.</summary>
    UnknownWhileOff,
}

/// <summary>
/// The verdict and its figure.
/// </summary>
/// <param name="Jump">How far the wall clock left the truth, signed; zero where that cannot be known.</param>
/// <param name="NeedsAttestation">Whether a person must confirm date and time from a second source.</param>
public sealed record ClockJudgement(ClockVerdict Verdict, TimeSpan Jump, bool NeedsAttestation)
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>A night, or a long weekend, with the machine off is believed; more is asked about.</summary>
    public static readonly TimeSpan BelievedOff = TimeSpan.FromHours(96);

    /// <summary>Compares the <paramref name="present"/> reading with the <paramref name="last"/> one kept.</summary>
    public static ClockJudgement Between(ClockReading last, ClockReading present)
    {
        var byWall = present.Wall - last.Wall;
        var restored = present.BootId == last.BootId && present.SinceBoot < last.SinceBoot;
        if (restored) return new ClockJudgement(ClockVerdict.UnknownWhileOff, TimeSpan.Zero, true);
        if (present.BootId == last.BootId)
        {
            var jump = byWall - (present.SinceBoot - last.SinceBoot);
            return jump.Duration() <= Tolerance ? new ClockJudgement(ClockVerdict.Steady, TimeSpan.Zero, false)
                : new ClockJudgement(jump > TimeSpan.Zero ? ClockVerdict.JumpedForward : ClockVerdict.JumpedBack, jump, false);
        }

        // At least the time since this boot has passed; what the wall clock shows beyond it was spent off.
        var off = byWall - present.SinceBoot;
        if (off < -Tolerance) return new ClockJudgement(ClockVerdict.RestartedAndWentBack, off, true);
        return new ClockJudgement(off <= BelievedOff ? ClockVerdict.RestartedAndPlausible : ClockVerdict.UnknownWhileOff, TimeSpan.Zero, true);
    }
}
