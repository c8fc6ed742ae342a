using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Statement;

/// <summary>
/// The bounds of one system: for each hypothesis the least over the cuts that the sensors make. Every cut's value is an
/// upper bound by itself, so the least of them is one; and a bound without a hypothesis holds under any.
/// </summary>
internal sealed class Bounds
{
    private readonly Harvest harvest;
    private readonly IReadOnlyList<SensorView> sensors;
    private readonly int system;
    private readonly CriticalSystem settings;
    private readonly HashSet<Address> own;
    private readonly TrafficScope scope;
    private readonly long from;
    private readonly long to;

    public Bounds(Harvest harvest, IReadOnlyList<SensorView> sensors, int system)
    {
        (this.harvest, this.sensors, this.system) = (harvest, sensors, system);
        scope = harvest.Terrain.Survey.Scope;
        settings = scope.Systems[system];
        own = [.. settings.Addresses.Select(a => Address.TryParse(a, out var address) ? address : default)];
        from = harvest.Terrain.Survey.Window.From.Micros;
        to = harvest.Terrain.Survey.Window.To.Micros;
    }

    /// <summary>One bound for each hypothesis, the best that the sensors give.</summary>
    public IReadOnlyList<Bound> All()
    {
        var none = sensors.Select(Interface).Concat(sensors.Select(Perimeter)).Concat(sensors.Select(Counter)).OfType<Bound>().ToList();
        var relay = sensors.SelectMany(inner => sensors.Select(outer => Relay(inner, outer))).OfType<Bound>().ToList();
        var direct = sensors.Select(Direct).OfType<Bound>().ToList();
        return
        [
            Least(Hypothesis.None, none),
            Least(Hypothesis.OneRelay, [.. relay, .. none]),
            Least(Hypothesis.NoRelay, [.. direct, .. relay, .. none]),
        ];
    }

    private static Bound Least(Hypothesis hypothesis, IReadOnlyList<Bound> candidates)
    {
        var best = candidates.Where(b => b.Octets is not null).OrderBy(b => b.Octets).ThenByDescending(b => (int)b.Hypothesis == (int)hypothesis)
            .ThenBy(b => b.Cut, StringComparer.Ordinal).ThenBy(b => b.Terms[0].Sensor, StringComparer.Ordinal).FirstOrDefault();
        var reasons = candidates.Where(b => b.Octets is null).SelectMany(b => b.Reasons).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (best is null)
            return new(hypothesis, "none", null, 0, 0, []) { Reasons = reasons.Count > 0 ? reasons : ["no-sensor-for-this-cut"] };
        return best with { Hypothesis = hypothesis };
    }

    /// <summary>What the system itself sent outside, where a sensor sees all of it.</summary>
    private Bound? Direct(SensorView sensor)
    {
        if (sensor.IsCounter || !(sensor.Settings.Claims(Sensor.Perimeter) || sensor.Settings.SeesAllOf(settings)))
            return null;
        if (Refused(sensor, Hypothesis.NoRelay, "direct") is { } refused)
            return refused;
        // Never having seen the system is what a sensor behind the translation of addresses would show.
        if (sensor.Of(system).Rows == 0)
            return Unbounded(Hypothesis.NoRelay, "direct", $"{sensor.Name}:system-never-seen");
        var terms = new List<BoundTerm> { Records(sensor, sensor.Of(system).Outside, sensor.Of(system).OutsidePackets) };
        var blind = sensor.Blind(settings, everything: false);
        return Total(Hypothesis.NoRelay, "direct", sensor, terms, blind, Outward(sensor), OutwardSubstitutes(own, sensor));
    }

    /// <summary>All that the system sent to anybody.</summary>
    private Bound? Interface(SensorView sensor)
    {
        if (sensor.IsCounter || !sensor.Settings.SeesAllOf(settings))
            return null;
        if (Refused(sensor, Hypothesis.None, "interface") is { } refused)
            return refused;
        if (sensor.Of(system).Rows == 0)
            return Unbounded(Hypothesis.None, "interface", $"{sensor.Name}:system-never-seen");
        var inside = Edges(sensor).Aggregate(0L, (sum, e) => FlowEntry.Saturate(sum, e.Value.Octets));
        var terms = new List<BoundTerm> { Records(sensor, FlowEntry.Saturate(sensor.Of(system).Outside, inside), sensor.Of(system).AllPackets) };
        return Total(Hypothesis.None, "interface", sensor, terms, sensor.Blind(settings, everything: true), settings.NicMbps, InterfaceSubstitutes());
    }

    /// <summary>All that anybody inside sent outside.</summary>
    private Bound? Perimeter(SensorView sensor)
    {
        if (sensor.IsCounter || !sensor.Settings.Claims(Sensor.Perimeter))
            return null;
        if (Refused(sensor, Hypothesis.None, "perimeter") is { } refused)
            return refused;
        if (sensor.Sampled)
            return Unbounded(Hypothesis.None, "perimeter", $"{sensor.Name}:sampled");
        var sent = harvest.Tally.Hours.Where(h => h.Key.Sensor == sensor.Index).Aggregate(0L, (sum, h) => FlowEntry.Saturate(sum, h.Value.Outside));
        var terms = new List<BoundTerm> { new("records", sensor.Name, sent) };
        return Total(Hypothesis.None, "perimeter", sensor, terms, sensor.BlindOutward(), sensor.Settings.CapacityMbps ?? scope.UplinkMbps,
            OutwardSubstitutes(null, sensor));
    }

    /// <summary>What a polled interface let through, allowed destinations and all.</summary>
    private Bound? Counter(SensorView sensor)
    {
        if (!sensor.IsCounter || !(sensor.Settings.Claims(Sensor.Perimeter) || sensor.Settings.SeesAllOf(settings)))
            return null;
        if (Refused(sensor, Hypothesis.None, "counter") is { } refused)
            return refused;
        return sensor.Counted(from, to) is { } octets
            ? new(Hypothesis.None, "counter", octets, 0, 0, [new("counter", sensor.Name, octets, "all traffic, allowed included")])
            : Unbounded(Hypothesis.None, "counter", $"{sensor.Name}:samples-do-not-enclose-window");
    }

    /// <summary>
    /// Direct, and for each machine inside the lesser of what the system sent it and what it sent outside afterwards. Time
    /// that either sensor missed is added whole: min(a + x, b + y) is never more than min(a, b) + x + y.
    /// </summary>
    private Bound? Relay(SensorView inner, SensorView outer)
    {
        if (inner.IsCounter || outer.IsCounter || !inner.Settings.SeesAllOf(settings) || !outer.Settings.Claims(Sensor.Perimeter))
            return null;
        if ((Refused(inner, Hypothesis.OneRelay, "relay") ?? Refused(outer, Hypothesis.OneRelay, "relay")) is { } refused)
            return refused;
        if (inner.Sampled || outer.Sampled)
            return Unbounded(Hypothesis.OneRelay, "relay", $"{(inner.Sampled ? inner : outer).Name}:sampled");
        if (Direct(inner) is not { Octets: not null } direct)
            return Unbounded(Hypothesis.OneRelay, "relay", $"{inner.Name}:system-never-seen");
        var relayed = new Relays(harvest, own).Octets(inner, outer, Edges(inner), inner.Blind(settings, everything: true));
        // What it sent in blind time, to anybody, is under its interface's gap below.
        var terms = direct.Terms.Where(t => t.Kind != "gap").Append(new("relayed", outer.Name, relayed)).ToList();
        var insideGap = Gap(inner.Blind(settings, everything: true), settings.NicMbps, InterfaceSubstitutes());
        var outsideGap = Gap(outer.BlindOutward(), outer.Settings.CapacityMbps ?? scope.UplinkMbps, OutwardSubstitutes(null, outer));
        if (insideGap is not { } a || outsideGap is not { } b)
            return Unbounded(Hypothesis.OneRelay, "relay", $"{(insideGap is null ? inner : outer).Name}:gap-without-capacity");
        if (a > 0)
            terms.Add(new("gap", inner.Name, a));
        if (b > 0)
            terms.Add(new("gap", outer.Name, b));
        if (outer != inner && Reconciled(outer) is { } term)
            terms.Add(term);
        return Sum(Hypothesis.OneRelay, "relay", terms, inner.Blind(settings, everything: true), outer.BlindOutward());
    }

    private Bound Total(Hypothesis hypothesis, string cut, SensorView sensor, List<BoundTerm> terms, MinuteSet blind, double? capacity, Func<long, long, long?> substitute)
    {
        // More than the line can carry in the window and the longest session before it: the capacity is not what was declared.
        var longest = (long)(sensor.Settings.LongestSession ?? TimeSpan.Zero).TotalMicroseconds;
        if (!sensor.Sampled && capacity is { } mbps && terms[0].Octets > Capacity.Octets(mbps * 1.05, to - from + longest + Reading.Clock.Minute))
            return Unbounded(hypothesis, cut, $"{sensor.Name}:capacity-contradicted");
        if (Gap(blind, capacity, substitute) is not { } gap)
            return Unbounded(hypothesis, cut, $"{sensor.Name}:gap-without-capacity");
        if (gap > 0)
            terms.Add(new("gap", sensor.Name, gap));
        if (Reconciled(sensor) is { } unexplained)
            terms.Add(unexplained);
        return Sum(hypothesis, cut, terms, blind);
    }

    private static Bound Sum(Hypothesis hypothesis, string cut, IReadOnlyList<BoundTerm> terms, params MinuteSet[] blind)
    {
        var all = new MinuteSet();
        foreach (var set in blind)
            all.UnionWith(set);
        var total = terms.Aggregate(0L, (sum, t) => FlowEntry.Saturate(sum, t.Octets));
        var gaps = terms.Where(t => t.Kind == "gap").Aggregate(0L, (sum, t) => FlowEntry.Saturate(sum, t.Octets));
        return total == long.MaxValue
            ? new(hypothesis, cut, null, gaps, all.Count, terms) { Reasons = ["overflow"] }
            : new(hypothesis, cut, total, gaps, all.Count, terms);
    }

    /// <summary>Blind time at capacity, or less where somebody else measured it; null when nobody did and there is no capacity.</summary>
    private static long? Gap(MinuteSet blind, double? capacity, Func<long, long, long?> substitute)
    {
        var total = 0L;
        foreach (var (start, end) in blind.Runs())
        {
            var least = capacity is { } mbps ? Capacity.Octets(mbps, end - start) : (long?)null;
            if (substitute(start, end) is { } other && (least is null || other < least))
                least = other;
            if (least is not { } octets)
                return null;
            total = FlowEntry.Saturate(total, octets);
        }
        return total;
    }

    /// <summary>Other sensors on the way out; for the system alone also those that see all of it.</summary>
    private Func<long, long, long?> OutwardSubstitutes(HashSet<Address>? of, SensorView except)
    {
        var others = sensors.Where(s => s != except && (s.Settings.Claims(Sensor.Perimeter) || (of is not null && s.Settings.SeesAllOf(settings))))
            .Select(s => (Sensor: s, Passed: new Lazy<Func<long, long, long?>>(() => s.Passed(of)))).ToList();
        return (start, end) => others.Select(o => o.Sensor.Counted(start, end) ?? o.Passed.Value(start, end)).Min();
    }

    private Func<long, long, long?> InterfaceSubstitutes() => (start, end) => sensors
        .Where(s => s.IsCounter && s.Settings.SeesAllOf(settings)).Select(s => s.Counted(start, end)).Min();

    private Dictionary<Address, Edge> Edges(SensorView sensor) => harvest.Tally.Edges
        .Where(e => e.Key.Sensor == sensor.Index && e.Key.System == system).ToDictionary(e => e.Key.Peer, e => e.Value);

    private static BoundTerm Records(SensorView sensor, long octets, long packets) => sensor.Sampled
        ? new("sampled", sensor.Name, Poisson.Octets(packets, sensor.Settings.Sampling, sensor.Settings.Mtu),
            $"1/{sensor.Settings.Sampling}, {packets} packets, {Poisson.Confidence:P1}")
        : new("records", sensor.Name, octets);

    private static BoundTerm? Reconciled(SensorView sensor) =>
        sensor.Settings.Completeness is { Kind: CompletenessKind.Counter } completeness && sensor.Unexplained() is { } octets
            ? new("unexplained", completeness.Counter!, octets) : null;

    private double? Outward(SensorView sensor) =>
        new[] { sensor.Settings.CapacityMbps, scope.UplinkMbps, settings.NicMbps }.Min();

    private static Bound? Refused(SensorView sensor, Hypothesis hypothesis, string cut) => sensor.CanBound
        ? null : new(hypothesis, cut, null, 0, 0, []) { Reasons = [.. sensor.Refusals.Select(r => $"{sensor.Name}:{r}")] };

    private static Bound Unbounded(Hypothesis hypothesis, string cut, string reason) =>
        new(hypothesis, cut, null, 0, 0, []) { Reasons = [reason] };
}
