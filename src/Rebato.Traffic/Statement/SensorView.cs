using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Statement;

/// <summary>A sensor as the statement sees it: whether its counters can bear a bound, when it was blind, what it counted.</summary>
internal sealed class SensorView
{
    private readonly Harvest harvest;
    private readonly Tally tally;

    public SensorView(Harvest harvest, int index, SealedManifest? manifest)
    {
        this.harvest = harvest;
        tally = harvest.Tally;
        Index = index;
        Settings = harvest.Terrain.Survey.Scope.Sensors[index];
        Files = [.. harvest.Files.Where(f => f.Sensor == index)];
        Counters = new(tally.Counters.Where(c => c.Sensor == index).Select(c => c.Sample), Settings.CapacityMbps ?? harvest.Terrain.Survey.Scope.UplinkMbps);
        IsCounter = !Counters.IsEmpty;
        Coverage = Coverage.Of(harvest, index, manifest);
        Refusals = [.. Judge(manifest)];
    }

    public int Index { get; }
    public Sensor Settings { get; }
    public IReadOnlyList<InputFile> Files { get; }
    public Counters Counters { get; }
    public bool IsCounter { get; }
    public Coverage Coverage { get; }

    /// <summary>Why it cannot bear a bound; empty when it can.</summary>
    public IReadOnlyList<string> Refusals { get; }
    public bool CanBound => Refusals.Count == 0;
    public bool Sampled => Settings.Sampling > 1;
    public string Name => Settings.Name;

    /// <summary>What interface counters say passed between two instants, when they say.</summary>
    public long? Counted(long start, long end) => IsCounter && CanBound ? Counters.Between(start, end) : null;

    public SystemCount Of(int system) => tally.Systems.GetValueOrDefault(new(Index, system));

    /// <summary>Minutes in which what the system sent (outside, or to anybody) may not be in the rows.</summary>
    public MinuteSet Blind(CriticalSystem system, bool everything)
    {
        var blind = new MinuteSet();
        blind.UnionWith(Coverage.Gaps);
        foreach (var text in system.Addresses)
        {
            _ = Address.TryParse(text, out var address);
            Join(blind, tally.Unmeasured.GetValueOrDefault(new(Index, address, Outward: true)));
            if (everything)
                Join(blind, tally.Unmeasured.GetValueOrDefault(new(Index, address, Outward: false)));
        }
        return blind;
    }

    /// <summary>Minutes in which what anybody sent outside may not be in the rows.</summary>
    public MinuteSet BlindOutward()
    {
        var blind = new MinuteSet();
        blind.UnionWith(Coverage.Gaps);
        foreach (var (key, minutes) in tally.Unmeasured.Where(u => u.Key.Sensor == Index && u.Key.Outward))
            blind.UnionWith(minutes);
        return blind;
    }

    /// <summary>
    /// The most that the sensor's own rows let pass outside between two instants: every flow that was open in any hour of
    /// them counts whole. Null when it was blind in any of those minutes.
    /// </summary>
    /// <param name="of">Null for every host inside.</param>
    public Func<long, long, long?> Passed(HashSet<Address>? of)
    {
        if (!CanBound || IsCounter || Sampled)
            return (_, _) => null;
        var blind = BlindOutward();
        var hours = new Dictionary<int, long>();
        foreach (var (key, volume) in tally.Hours)
        {
            if (key.Sensor == Index && (of is null || of.Contains(key.Host)))
                hours[key.Hour] = FlowEntry.Saturate(hours.GetValueOrDefault(key.Hour), FlowEntry.Saturate(volume.Outside, volume.Touching));
        }
        return (start, end) =>
        {
            for (var minute = start / Reading.Clock.Minute; minute * Reading.Clock.Minute < end; minute++)
            {
                if (blind.Contains(minute))
                    return null;
            }
            var total = 0L;
            for (var hour = (int)(start / Reading.Clock.Hour); hour * Reading.Clock.Hour < end; hour++)
                total = FlowEntry.Saturate(total, hours.GetValueOrDefault(hour));
            return total;
        };
    }

    private static void Join(MinuteSet into, MinuteSet? minutes)
    {
        if (minutes is not null)
            into.UnionWith(minutes);
    }

    private IEnumerable<string> Judge(SealedManifest? manifest)
    {
        if (Settings.Covers.Count == 0)
            yield return "no-claim";
        if (Files.Count == 0)
            yield return "no-files";
        foreach (var reason in Files.Select(f => f.CannotBound).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (reason != "nfdump-csv-without-way-back" || Settings.OneWayFlows is null)
                yield return reason;
        }
        if (Files.Any(f => f.Format == "fortigate") && Settings.PerSessionAccounting is null)
            yield return "fortigate-offload-unproven";
        if (IsCounter)
            yield break;
        if (Settings.LongestSession is null)
            yield return "longest-session-undeclared";
        foreach (var reason in JudgeCompleteness(manifest))
            yield return reason;
    }

    private IEnumerable<string> JudgeCompleteness(SealedManifest? manifest)
    {
        switch (Settings.Completeness?.Kind)
        {
            case null:
                yield return "completeness-unproven";
                break;
            case CompletenessKind.Declared when string.IsNullOrWhiteSpace(Settings.Completeness.Author) || string.IsNullOrWhiteSpace(Settings.Completeness.Reason):
                yield return "completeness-without-author";
                break;
            case CompletenessKind.Sequence when tally.Runs.All(r => r.Sensor != Index):
                yield return "completeness-no-sequence";
                break;
            case CompletenessKind.Manifest when manifest is null || !manifest.Speaks(Name):
                yield return "completeness-no-manifest";
                break;
            case CompletenessKind.Counter when Unexplained() is null:
                yield return "completeness-no-counter";
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// What the reconciling counter saw and no certain large flow explains. Only flows counted once, whole within the window,
    /// explain; so lost, cut and small ones all stay in it.
    /// </summary>
    public long? Unexplained()
    {
        var scope = harvest.Terrain.Survey.Scope;
        var other = scope.Sensors.ToList().FindIndex(s => s.Name == Settings.Completeness?.Counter);
        if (other < 0 || !Settings.Claims(Sensor.Perimeter) || !scope.Sensors[other].Claims(Sensor.Perimeter))
            return null;
        var samples = tally.Counters.Where(c => c.Sensor == other).Select(c => c.Sample);
        var window = harvest.Terrain.Survey.Window;
        var counted = new Counters(samples, scope.Sensors[other].CapacityMbps ?? scope.UplinkMbps).Between(window.From.Micros, window.To.Micros);
        var proven = tally.Proven.Values.Where(p => p.Sensor == Index).Aggregate(0L, (sum, p) => FlowEntry.Saturate(sum, p.Octets));
        return counted is { } passed ? Math.Max(0, passed - proven) : null;
    }
}
