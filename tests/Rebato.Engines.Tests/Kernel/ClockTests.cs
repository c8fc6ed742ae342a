using CsCheck;
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

    /// <summary>Steps of a life: kind 0 runs, 1 jumps the wall clock, 2 is off for a while and may wake with another time.</summary>
    private static readonly Gen<(int Kind, int Seconds, int Change)[]> Lives =
        Gen.Select(Gen.Frequency((6, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Const(2))), Gen.Int[1, 7200], Gen.Int[-950_000, 950_000]).Array[1, 80];

    [Fact]
    public void Attested_after_every_restart_it_is_never_late_and_hardly_early() => Lives.Sample(life =>
    {
        var machine = new Machine();
        foreach (var (kind, seconds, change) in life)
        {
            if (kind == 2) machine.Off(seconds * 6, change);
            else machine.Run(seconds, kind == 1 ? change : 0);
            if (kind == 2) machine.Clock = ReckonedClock.From(machine.Reading, machine.Truth);
            if (machine.Clock.Now < machine.Truth || machine.Clock.Now - machine.Truth > TimeSpan.FromSeconds(5 * (machine.Jumps + 1))) return false;
        }

        return machine.Clock.Attested;
    }, seed: "0000KOIPe3UC", iter: 10_000);

    [Fact]
    public void With_a_wall_clock_nobody_touches_it_keeps_true_time_unattested_too() => Lives.Sample(life =>
    {
        var machine = new Machine();
        foreach (var (kind, seconds, _) in life)
        {
            if (kind == 2) machine.Off(seconds, 0);
            else machine.Run(seconds, 0);
            if (machine.Clock.Now != machine.Truth) return false;
        }

        return true;
    }, seed: "0000KOIPe3UC", iter: 3_000);

    [Fact]
    public void Whatever_the_clocks_do_the_reckoned_time_never_goes_back() => Lives.Sample(life =>
    {
        var machine = new Machine();
        var before = machine.Clock.Now;
        foreach (var (kind, seconds, change) in life)
        {
            if (kind == 2) machine.Off(seconds, change);
            else machine.Run(seconds, change);
            if (machine.Clock.Now < before) return false;
            before = machine.Clock.Now;
        }

        return true;
    }, seed: "0000KOIPe3UC", iter: 3_000);

    private static ClockReading Reading(int wall, int boot, string bootId) =>
        new(Origin + TimeSpan.FromSeconds(wall), TimeSpan.FromSeconds(boot), bootId);

    /// <summary>A host whose true time the test knows.</summary>
    private sealed class Machine
    {
        private TimeSpan wrong = TimeSpan.Zero;
        private TimeSpan sinceBoot = TimeSpan.FromHours(1);
        private int boots;

        public Machine() => Clock = ReckonedClock.From(Reading, Truth);

        public Instant Truth { get; private set; } = Origin;

        public int Jumps { get; private set; }

        public ReckonedClock Clock { get; set; }

        public ClockReading Reading => new(Truth + wrong, sinceBoot, $"boot-{boots}");

        public void Run(int seconds, int change)
        {
            sinceBoot += TimeSpan.FromSeconds(seconds);
            Pass(seconds, change);
        }

        public void Off(int seconds, int change)
        {
            boots++;
            sinceBoot = TimeSpan.FromSeconds(20);
            Pass(seconds + 20, change);
        }

        private void Pass(int seconds, int change)
        {
            Truth += TimeSpan.FromSeconds(seconds);
            wrong += TimeSpan.FromSeconds(change);
            if (change != 0) Jumps++;
            (Clock, _) = Clock.Advance(Reading);
        }
    }
}
