using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Statement;

/// <summary>A stretch of a sensor's log that is missing, and why.</summary>
/// <param name="Start">UTC microseconds.</param>
/// <param name="End">UTC microseconds.</param>
/// <param name="Reason">How it shows.</param>
internal readonly record struct LogHole(long Start, long End, HoleReason Reason);

/// <summary>
/// When a sensor certainly counted what passed. An octet that passes at t is in a row written between t and
/// t + L, L being the longest a session goes unreported; so a hole [a, b] in the log is a gap [a − L, b] in the traffic, and
/// the log must go on for L after the window. Silence longer than the sensor is ever silent is a hole.
/// </summary>
internal sealed class Coverage
{
    private readonly Window window;
    private readonly long longest;

    private Coverage(Window window, long longest, IReadOnlyList<LogHole> holes)
    {
        (this.window, this.longest, Holes) = (window, longest, holes);
        foreach (var hole in holes)
            AddGap(hole);
    }

    public IReadOnlyList<LogHole> Holes { get; }

    /// <summary>Minutes of the window whose traffic may be missing.</summary>
    public MinuteSet Gaps { get; } = new();

    public static Coverage Of(Harvest harvest, int sensor, SealedManifest? manifest)
    {
        var settings = harvest.Terrain.Survey.Scope.Sensors[sensor];
        var window = harvest.Terrain.Survey.Window;
        var longest = settings.LongestSession is { } l ? (long)l.TotalMicroseconds : window.Micros;
        var from = window.From.Micros;
        var until = window.To.Micros + longest;
        var alive = harvest.Tally.Alive.Where(a => a.Key.Sensor == sensor).Select(a => a.Value).ToList();
        var all = new MinuteSet();
        var holes = new List<LogHole>();
        foreach (var device in alive)
        {
            all.UnionWith(device);
            holes.AddRange(Silences(device, from, until, (long)settings.Silence.TotalMicroseconds));
        }
        if (alive.Count == 0)
            holes.Add(new(from, until, HoleReason.Silence));
        foreach (var file in harvest.Files.Where(f => f.Sensor == sensor))
            holes.AddRange(file.Holes.Select(h => Placed(h.Start, h.End, h.Reason, all, from, until)));
        if (manifest is not null && settings.Completeness?.Kind == CompletenessKind.Manifest)
            holes.AddRange(manifest.Missing(harvest.Files, settings.Name).Select(m => Placed(m.First, m.Last, HoleReason.ManifestMismatch, all, from, until)));
        holes.AddRange(SequenceHoles(harvest.Tally.Runs.Where(r => r.Sensor == sensor).Select(r => r.Run)));
        return new(window, longest, [.. holes.Where(h => h.End >= from && h.Start <= until).Distinct().OrderBy(h => h.Start).ThenBy(h => h.End).ThenBy(h => h.Reason)]);
    }

    /// <summary>The time of damage whose neighbours are unknown: up to the nearest minute in which the sensor certainly wrote.</summary>
    private static LogHole Placed(long start, long end, HoleReason reason, MinuteSet alive, long from, long until)
    {
        if (start == 0 && end == 0)
            return new(from, until, reason);
        if (start == 0)
            start = alive.Runs().Where(r => r.Start < end - Clock.Minute).Select(r => Math.Min(r.End, end)).DefaultIfEmpty(from).Max();
        if (end == 0)
            end = alive.Runs().Where(r => r.End > start + Clock.Minute).Select(r => Math.Max(r.Start, start + Clock.Minute)).DefaultIfEmpty(until).Min();
        return new(start, end, reason);
    }

    private static IEnumerable<LogHole> Silences(MinuteSet alive, long from, long until, long silence)
    {
        var last = from;
        var bridged = false;
        foreach (var (start, end) in alive.Runs())
        {
            if (end <= from)
            {
                // A row shortly before the window shows that the sensor was at work when it began.
                bridged = from - end <= silence;
                last = bridged ? end : from;
                continue;
            }
            if (start > until)
            {
                if (start - last > silence || !bridged)
                    yield return new(last, until, HoleReason.Silence);
                yield break;
            }
            if (start > last && (!bridged || start - last > silence))
                yield return new(last, start, HoleReason.Silence);
            last = end;
            bridged = true;
        }
        if (last < until)
            yield return new(last, until, HoleReason.NotYetLogged);
    }

    /// <summary>
    /// Joins runs by number. What lies between two runs was lost some time between them; a numbering that starts over
    /// makes the whole stretch between its ends a hole, because nobody knows what was lost.
    /// </summary>
    internal static IEnumerable<LogHole> SequenceHoles(IEnumerable<SequenceRun> runs)
    {
        foreach (var device in runs.GroupBy(r => r.Device))
        {
            SequenceRun? joined = null;
            foreach (var run in device.OrderBy(r => r.First).ThenBy(r => r.Next))
            {
                if (joined is not { } known)
                {
                    joined = run;
                }
                else if (run.First <= known.Next)
                {
                    var later = run.Next >= known.Next;
                    joined = known with { Next = Math.Max(known.Next, run.Next), Start = later ? run.Start : known.Start, End = later ? run.End : known.End };
                }
                else
                {
                    yield return new(Math.Min(known.End, run.Start), Math.Max(known.End, run.Start), HoleReason.Sequence);
                    joined = run;
                }
            }
        }
    }

    private void AddGap(LogHole hole)
    {
        var start = Math.Max(window.From.Micros, hole.Start - longest);
        var end = Math.Min(window.To.Micros, hole.End);
        if (start <= end)
            Gaps.AddRange(start, end);
    }
}
