using CsCheck;
using Rebato.Kernel;

namespace Rebato.Engines.Tests.Kernel;

/// <summary>Random lives of a machine whose true time the test knows: jumps of the wall clock, restarts, hours off.</summary>
public sealed class ClockProperties
{
    private static readonly Instant Origin = Instant.From(DateTimeOffset.Parse("2026-11-23T08:00:00Z"));

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
