using Rebato.Kernel;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;
using Rebato.Traffic.Statement;

namespace Rebato.Traffic.Findings;

/// <summary>What single conversations show, in one pass over the table.</summary>
internal sealed class FlowDetectors
{
    private static readonly ushort[] Administration = [22, 23, 135, 445, 3389, 5985, 5986];

    private readonly Harvest harvest;
    private readonly Terrain terrain;
    private readonly FindingRules rules;
    private readonly Dictionary<(Address Source, ushort Port), Fan> fans = [];
    private readonly long? baseline;

    public FlowDetectors(Harvest harvest, FindingRules rules)
    {
        (this.harvest, this.rules) = (harvest, rules);
        terrain = harvest.Terrain;
        // Only a fortnight or more has a past to compare its last week with.
        var window = terrain.Survey.Window;
        baseline = window.Micros >= 14 * 24 * Clock.Hour ? window.To.Micros - (7 * 24 * Clock.Hour) : null;
    }

    /// <summary>Conversations worth a second look for regularity, those of most connections first.</summary>
    public List<FlowEntry> Candidates { get; } = [];

    public List<Finding> Found { get; } = [];

    public void Run()
    {
        var candidates = new PriorityQueue<FlowEntry, (uint, FlowEntry)>(Comparer<(uint, FlowEntry)>.Create(static (a, b) =>
            a.Item1 != b.Item1 ? a.Item1.CompareTo(b.Item1) : b.Item2.CompareKey(a.Item2)));
        foreach (var entry in harvest.Table.Entries())
        {
            Judge(entry);
            if (entry.Count < rules.BeaconCount || !Leaves(entry))
                continue;
            candidates.Enqueue(entry, (entry.Count, entry));
            if (candidates.Count > rules.BeaconCandidates)
                candidates.Dequeue();
        }
        Candidates.AddRange(candidates.UnorderedItems.Select(c => c.Element));
        foreach (var (key, fan) in fans.Where(f => f.Value.Hosts.Count >= rules.Fan))
            Add("lateral-fan", key.Source, $"{fan.Hosts.Count}:{key.Port}", terrain.SystemAt(key.Source), fan.First, fan.Last, new() { ["hosts"] = fan.Hosts.Count, ["port"] = key.Port });
    }

    private bool Leaves(in FlowEntry entry) => terrain.Inside(entry.Source) && !terrain.Inside(entry.Destination)
        && terrain.RuleFor(entry.Source, entry.Destination, entry.Port) < 0;

    private void Judge(in FlowEntry entry)
    {
        var (source, destination) = (terrain.Inside(entry.Source), terrain.Inside(entry.Destination));
        if (source && destination)
            See(entry);
        else if (source)
            Outward(entry, entry.Source, entry.Destination, entry.SourceBytes, entry.DestinationBytes);
        else if (destination)
            Outward(entry, entry.Destination, entry.Source, entry.DestinationBytes, entry.SourceBytes);
    }

    private void Outward(in FlowEntry entry, Address inside, Address outside, long sent, long received)
    {
        var system = terrain.SystemAt(inside);
        Indicators(entry, inside, outside, system, sent);
        if (terrain.RuleFor(inside, outside, entry.Port) >= 0)
            return;
        var values = new Dictionary<string, double> { ["sent"] = sent, ["received"] = received, ["connections"] = entry.Count, ["port"] = entry.Port };
        if (sent >= (system >= 0 ? rules.SystemUpload : rules.Upload))
            Add("long-upload", inside, outside.ToString(), system, entry, values);
        var ratio = sent + received == 0 ? 0 : ((double)sent - received) / ((double)sent + received);
        if (sent >= rules.Shaped && ratio >= rules.Inversion)
            Add("inversion", inside, outside.ToString(), system, entry, new(values) { ["ratio"] = Math.Round(ratio, 3) });
        if (entry.Protocol is 1 or 58 && sent >= rules.Icmp)
            Add("icmp-volume", inside, outside.ToString(), system, entry, values);
        if (system >= 0 && baseline is { } since && entry.First * Clock.Second >= since && sent >= rules.NewDestination)
            Add("new-destination", inside, outside.ToString(), system, entry, values);
    }

    private void Indicators(in FlowEntry entry, Address inside, Address outside, int system, long sent)
    {
        foreach (var (block, number) in terrain.Blocks)
        {
            if (!block.Contains(outside))
                continue;
            var indicator = terrain.Survey.Indicators[number];
            Add(indicator.Category, inside, outside.ToString(), system, entry, new() { ["sent"] = sent, ["connections"] = entry.Count }, indicator.Source);
        }
    }

    private void See(in FlowEntry entry)
    {
        if (entry.Protocol != 6 || Array.IndexOf(Administration, entry.Port) < 0)
            return;
        if (!fans.TryGetValue((entry.Source, entry.Port), out var fan))
            fans.Add((entry.Source, entry.Port), fan = new());
        fan.Hosts.Add(entry.Destination);
        fan.First = Math.Min(fan.First, entry.First * Clock.Second);
        fan.Last = Math.Max(fan.Last, entry.Last * Clock.Second);
    }

    private void Add(string code, Address subject, string peer, int system, in FlowEntry entry, Dictionary<string, double> values, string? source = null) =>
        Add(code, subject, peer, system, entry.First * Clock.Second, entry.Last * Clock.Second, values, source);

    private void Add(string code, Address subject, string peer, int system, long first, long last, Dictionary<string, double> values, string? source = null) =>
        Found.Add(new(code, subject.ToString(), peer, system >= 0 ? terrain.Survey.Scope.Systems[system].Name : null, values, new(first), new(last)) { Source = source });

    private sealed class Fan
    {
        public HashSet<Address> Hosts { get; } = [];
        public long First { get; set; } = long.MaxValue;
        public long Last { get; set; }
    }
}
