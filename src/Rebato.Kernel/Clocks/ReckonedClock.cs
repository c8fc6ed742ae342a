namespace Rebato.Kernel;

/// <summary>
/// The time that legal clocks believe. Within one boot it follows the time since boot, which no change of the wall
/// clock moves; across a restart it takes the wall clock if that can be, and never less than what has certainly
/// passed; a person's attestation sets it right. Where two times are possible it takes the later one: a clock of
/// the law may warn early, never late.
/// </summary>
/// <param name="Reference">The reading since which the wall clock has been steady, so that a slow creep adds up until it shows.</param>
/// <param name="AtReference">The reckoned time then.</param>
/// <param name="Seen">The last reading.</param>
/// <param name="Now">The reckoned time at the last reading.</param>
/// <param name="Attested">False from a restart on, until somebody confirms date and time.</param>
public sealed record ReckonedClock(ClockReading Reference, Instant AtReference, ClockReading Seen, Instant Now, bool Attested)
{
    /// <summary>At the first start, and at every attestation: somebody says from a second source that at this reading it is <paramref name="truth"/>.</summary>
    public static ReckonedClock From(ClockReading reading, Instant truth) => new(reading, truth, reading, truth, true);

    /// <summary>The clock after a further reading, and what that reading says. The caller keeps the first and records the second unless it is steady.</summary>
    public (ReckonedClock Clock, ClockJudgement Judgement) Advance(ClockReading present)
    {
        if (present.BootId == Seen.BootId && present.SinceBoot >= Seen.SinceBoot) return WithinOneBoot(present);
        var judgement = ClockJudgement.Between(Seen, present);
        var certain = present.BootId == Seen.BootId ? TimeSpan.Zero : present.SinceBoot;
        var passed = Longer(certain, present.Wall - Seen.Wall);
        return (new ReckonedClock(present, Now + passed, present, Now + passed, false), judgement);
    }

    private (ReckonedClock Clock, ClockJudgement Judgement) WithinOneBoot(ClockReading present)
    {
        var judgement = ClockJudgement.Between(Reference, present);
        var byBoot = Now + (present.SinceBoot - Seen.SinceBoot);
        if (judgement.Verdict != ClockVerdict.Steady) return (new ReckonedClock(present, byBoot, present, byBoot, Attested), judgement);
        var byWall = AtReference + (present.Wall - Reference.Wall);
        return (this with { Seen = present, Now = byWall > byBoot ? byWall : byBoot }, judgement);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
