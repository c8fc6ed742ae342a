using System.Collections.Concurrent;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Jobs;

/// <summary>
/// Compares the wall clock with the time since boot, keeps the time that legal clocks go by, and when the wall clock
/// jumped or the machine was off records it in every town's ledger and doubts until somebody attests date and time.
/// </summary>
internal sealed class ClockWatch : IDisposable
{
    /// <summary>The file is written this often while nothing happens.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    /// <summary>A person reads minutes: a clock this near to what was confirmed is right.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(2);

    private readonly Storage storage;
    private readonly string path;
    private readonly SemaphoreSlim one = new(1);
    private readonly ConcurrentQueue<(int Town, ClockJumped Event)> untold = new();
    private KeptClock kept;
    private TimeSpan savedAt;

    public ClockWatch(Storage storage, DataFolder folder)
    {
        this.storage = storage;
        path = Path.Combine(folder.Path, "clock.json");
        var now = storage.Time.Read();
        kept = KeptClock.Load(path, now) ?? new KeptClock(ReckonedClock.From(now, now.Wall), null);
        savedAt = TimeSpan.MinValue;
        storage.Time.Keep(kept.Clock);
    }

    /// <summary>Why the computer's clock is not believed; null while it is.</summary>
    public ClockDoubt? Doubt => kept.Doubt;

    /// <summary>One look at the clocks. What it finds is shown at once, and recorded as soon as the database takes it.</summary>
    public async Task Look(CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            var (clock, judgement) = kept.Clock.Advance(storage.Time.Read());
            if (judgement.Verdict == ClockVerdict.Steady)
            {
                Set(kept with { Clock = clock });
            }
            else
            {
                Notice(clock, judgement);
            }

            await Tell(cancel);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// Somebody looked at a second source. Where the computer's clock agrees with it to the minute it is believed again;
    /// where it does not, legal clocks go on from what was confirmed and the doubt stays.
    /// </summary>
    public async Task<Outcome<Nothing>> Attest(Actor actor, int town, Instant truth, string source, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            return new Refusal("clock.source-missing", null, "Source");
        }

        await one.WaitAsync(cancel);
        try
        {
            var reading = storage.Time.Read();
            var agrees = (reading.Wall - truth).Duration() <= Near;
            var attested = new ClockAttested(truth, source.Trim(), storage.Time.Reckoned, reading.Wall);
            foreach (var each in storage.Towns)
            {
                var done = await Record(each, each == town ? actor : Actor.Office, attested, cancel);
                if (each == town && done.Refusal is not null)
                {
                    return done;
                }
            }

            // The minute that was read had begun some seconds before: of its instants the clock takes the last.
            var believed = agrees ? reading.Wall : truth + TimeSpan.FromSeconds(59);
            Set(new KeptClock(ReckonedClock.From(reading, believed), agrees ? null : new ClockDoubt(ClockDoubt.Differs, reading.Wall - truth, believed, reading.Wall)), now: true);
            return default(Nothing);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private void Notice(ReckonedClock clock, ClockJudgement judgement)
    {
        var wall = clock.Seen.Wall;
        Set(new KeptClock(clock, new ClockDoubt(judgement.Verdict.ToString(), judgement.Jump, clock.Now, wall)), now: true);
        foreach (var town in storage.Towns)
        {
            untold.Enqueue((town, new ClockJumped(judgement.Verdict, (long)judgement.Jump.TotalSeconds, clock.Now, wall)));
        }
    }

    private async Task Tell(CancellationToken cancel)
    {
        while (untold.TryPeek(out var next))
        {
            if ((await Record(next.Town, Actor.Office, next.Event, cancel)).Refusal is not null)
            {
                return;
            }

            untold.TryDequeue(out _);
        }
    }

    private Task<Outcome<Nothing>> Record<TEvent>(int town, Actor actor, TEvent what, CancellationToken cancel)
        where TEvent : class =>
        storage.Commit<Nothing>(town, actor, w =>
        {
            w.Record(storage.LogOf(town), what);
            return Task.FromResult(Outcome<Nothing>.From(default(Nothing)));
        }, cancel);

    private void Set(KeptClock clock, bool now = false)
    {
        kept = clock;
        storage.Time.Keep(clock.Clock);
        var since = clock.Clock.Seen.SinceBoot;
        if (now || savedAt == TimeSpan.MinValue || since - savedAt >= Pace || since < savedAt)
        {
            clock.Save(path);
            savedAt = since;
        }
    }
}
