using System.Runtime.InteropServices;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// Everything that one worker counted. Merging is sums, minima, maxima and unions, so the whole does not depend on
/// who read what.
/// </summary>
internal sealed class Tally
{
    public Dictionary<HostHour, Volume> Hours { get; } = [];
    public Dictionary<EdgeKey, Edge> Edges { get; } = [];
    public Dictionary<UnmeasuredKey, MinuteSet> Unmeasured { get; } = [];
    public Dictionary<SystemKey, SystemCount> Systems { get; } = [];
    public Dictionary<RuleKey, RuleCount> Rules { get; } = [];
    public Dictionary<ulong, ProvenFlow> Proven { get; } = [];
    public Dictionary<NameHitKey, NameHit> NameHits { get; } = [];

    /// <summary>Minutes in which each device of a sensor wrote something.</summary>
    public Dictionary<(int Sensor, ulong Device), MinuteSet> Alive { get; } = [];
    public HashSet<(int Sensor, SequenceRun Run)> Runs { get; } = [];
    public HashSet<(int Sensor, CounterSample Sample)> Counters { get; } = [];
    public Dictionary<string, DomainCount> Domains { get; } = new(StringComparer.Ordinal);
    public SessionBook Sessions { get; } = new();
    public Dictionary<(int System, int File), EvidenceSpan> Evidence { get; } = [];
    public Dictionary<int, TopFlows> Top { get; } = [];

    public void Merge(Tally other)
    {
        foreach (var (key, value) in other.Hours)
            CollectionsMarshal.GetValueRefOrAddDefault(Hours, key, out _).Add(value);
        foreach (var (key, value) in other.Edges)
            CollectionsMarshal.GetValueRefOrAddDefault(Edges, key, out _).Add(value);
        foreach (var (key, value) in other.Systems)
            CollectionsMarshal.GetValueRefOrAddDefault(Systems, key, out _).Add(value);
        foreach (var (key, value) in other.Rules)
        {
            ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(Rules, key, out _);
            mine.Octets = FlowEntry.Saturate(mine.Octets, value.Octets);
            mine.Flows += value.Flows;
        }
        foreach (var (key, value) in other.Unmeasured)
            Minutes(Unmeasured, key).UnionWith(value);
        foreach (var (key, value) in other.Alive)
            Minutes(Alive, key).UnionWith(value);
        foreach (var (key, value) in other.Proven)
            Proven.TryAdd(key, value);
        foreach (var (key, value) in other.NameHits)
            Hit(key, value);
        Runs.UnionWith(other.Runs);
        Counters.UnionWith(other.Counters);
        MergeDetail(other);
    }

    public static MinuteSet Minutes<TKey>(Dictionary<TKey, MinuteSet> sets, TKey key) where TKey : notnull
    {
        ref var set = ref CollectionsMarshal.GetValueRefOrAddDefault(sets, key, out _);
        return set ??= new();
    }

    public void Hit(NameHitKey key, NameHit value)
    {
        ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(NameHits, key, out var known);
        mine.First = known ? Math.Min(mine.First, value.First) : value.First;
        mine.Last = Math.Max(mine.Last, value.Last);
        mine.Count += value.Count;
    }

    private void MergeDetail(Tally other)
    {
        Sessions.Merge(other.Sessions);
        foreach (var (name, count) in other.Domains)
        {
            if (Domains.TryGetValue(name, out var mine))
                mine.Merge(count);
            else
                Domains.Add(name, count);
        }
        foreach (var (key, span) in other.Evidence)
            CollectionsMarshal.GetValueRefOrAddDefault(Evidence, key, out _).Add(span);
        foreach (var (system, top) in other.Top)
        {
            if (Top.TryGetValue(system, out var mine))
                mine.Merge(top);
            else
                Top.Add(system, top);
        }
    }
}
