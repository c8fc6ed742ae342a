using Rebato.Kernel;

namespace Rebato.Engines.Tests.Kernel;

public sealed class ClockTests
{
    private static readonly Instant Origin = Instant.From(DateTimeOffset.Parse("2026-11-23T08:00:00Z"));

    [Theory]
    [InlineData(100, 100, ClockVerdict.Steady, 0)]
    [InlineData(105, 100, ClockVerdict.Steady, 0)]
    [InlineData(106, 100, ClockVerdict.JumpedForward, 6)]
    [InlineData(94, 100, ClockVerdict.JumpedBack, -6)]
    [InlineData(-3600, 60, ClockVerdict.JumpedBack, -3660)]
    public void Within_one_boot_the_wall_clock_is_held_against_the_time_since_boot(int wall, int boot, ClockVerdict verdict, int jump)
    {
        var judgement = ClockJudgement.Between(Reading(0, 1000, "a"), Reading(wall, 1000 + boot, "a"));
        Assert.Equal((verdict, TimeSpan.FromSeconds(jump), false), (judgement.Verdict, judgement.Jump, judgement.NeedsAttestation));
    }

    [Theory]
    [InlineData(3600, 60, ClockVerdict.RestartedAndPlausible)]
    [InlineData(58, 60, ClockVerdict.RestartedAndPlausible)]
    [InlineData(50, 60, ClockVerdict.RestartedAndWentBack)]
    [InlineData(-86400, 60, ClockVerdict.RestartedAndWentBack)]
    [InlineData(30 * 86400, 60, ClockVerdict.UnknownWhileOff)]
    public void After_a_restart_somebody_must_confirm_the_time(int wall, int boot, ClockVerdict verdict)
    {
        var judgement = ClockJudgement.Between(Reading(0, 1000, "a"), Reading(wall, boot, "b"));
        Assert.Equal((verdict, true), (judgement.Verdict, judgement.NeedsAttestation));
    }

    [Fact]
    public void A_machine_restored_from_an_image_does_not_know_what_time_it_is() =>
        Assert.Equal(ClockVerdict.UnknownWhileOff, ClockJudgement.Between(Reading(0, 1000, "a"), Reading(10, 500, "a")).Verdict);

    [Fact]
    public void A_clock_that_creeps_is_found_when_the_creep_adds_up()
    {
        var clock = ReckonedClock.From(Reading(0, 0, "a"), Origin);
        var verdicts = Enumerable.Range(1, 6).Select(minute =>
        {
            (clock, var judgement) = clock.Advance(Reading(62 * minute, 60 * minute, "a"));
            return judgement.Verdict;
        }).ToList();
        Assert.Equal(ClockVerdict.JumpedForward, verdicts[2]);
        Assert.True(clock.Now - Origin <= TimeSpan.FromSeconds((60 * 6) + 10));
    }

    [Fact]
    public void The_clock_of_a_duty_tells_elapsed_remaining_state_and_next_escalation()
    {
        var deadline = RuleBook.Shipped.Get("gdpr-33-1-72h").DeadlineFrom(Origin, DutyPlace.Madrid).Value;
        DutyClock After(double hours) => DutyClock.At(deadline, Origin + TimeSpan.FromHours(hours));
        Assert.Equal((ClockState.Running, 0, Origin + TimeSpan.FromHours(24)), (After(1).State, After(1).Passed, After(1).Next));
        Assert.Equal((ClockState.Running, 2, Origin + TimeSpan.FromHours(66)), (After(48).State, After(48).Passed, After(48).Next));
        Assert.Equal((ClockState.Near, 3, (Instant?)null), (After(66).State, After(66).Passed, After(66).Next));
        Assert.Equal((ClockState.Near, TimeSpan.Zero), (After(72).State, After(72).Remaining));
        Assert.Equal((ClockState.Overdue, TimeSpan.FromHours(-1), TimeSpan.FromHours(73)), (After(73).State, After(73).Remaining, After(73).Elapsed));
    }

    [Fact]
    public void What_is_due_at_once_is_due_now()
    {
        var deadline = RuleBook.Shipped.Get("ens-817-critical-initial", "2021").DeadlineFrom(Origin, DutyPlace.Madrid).Value;
        Assert.Equal(ClockState.Now, DutyClock.At(deadline, Origin + TimeSpan.FromMinutes(5)).State);
    }

    private static ClockReading Reading(int wall, int boot, string bootId) =>
        new(Origin + TimeSpan.FromSeconds(wall), TimeSpan.FromSeconds(boot), bootId);
}
