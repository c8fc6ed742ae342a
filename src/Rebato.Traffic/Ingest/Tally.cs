using System.Runtime.InteropServices;

namespace Rebato.Traffic.Ingest;

/// <summary>An hour of a host as one sensor saw it.</summary>
internal readonly record struct HostHour(Address Host, int Hour, int Sensor);

/// <summary>Octets of a host in an hour; a flow counts in the hour it ended.</summary>
internal struct Volume
{
    /// <summary>Sent outside to destinations nobody answers for.</summary>
    public long Outside;

    /// <summary>Sent outside to allowed destinations.</summary>
    public long Allowed;

    /// <summary>Received from outside.</summary>
    public long Inbound;

    /// <summary>Octets of flows that were open in this hour and ended in a later one.</summary>
    public long Touching;

    public void Add(in Volume other)
    {
        Outside = FlowEntry.Saturate(Outside, other.Outside);
        Allowed = FlowEntry.Saturate(Allowed, other.Allowed);
        Inbound = FlowEntry.Saturate(Inbound, other.Inbound);
        Touching = FlowEntry.Saturate(Touching, other.Touching);
    }
}

/// <summary>What a critical system sent to a host inside, as one sensor saw it.</summary>
internal readonly record struct EdgeKey(int Sensor, int System, Address Peer);

internal struct Edge
{
    public long Octets;
    public long First;

    public void Add(in Edge other)
    {
        Octets = FlowEntry.Saturate(Octets, other.Octets);
        First = First == 0 ? other.First : other.First == 0 ? First : Math.Min(First, other.First);
    }
}

/// <summary>A sender whose octets some sensor could not measure; <paramref name="Outward"/> when they went outside.</summary>
internal readonly record struct UnmeasuredKey(int Sensor, Address Sender, bool Outward);

internal readonly record struct SystemKey(int Sensor, int System);

internal struct SystemCount
{
    public long Rows;

    /// <summary>Packets sent outside to destinations nobody answers for, as counted (before scaling).</summary>
    public long OutsidePackets;

    /// <summary>Packets sent to anybody but allowed destinations.</summary>
    public long AllPackets;
    public long Outside;
    public long Allowed;

    public void Add(in SystemCount other)
    {
        Rows += other.Rows;
        OutsidePackets = FlowEntry.Saturate(OutsidePackets, other.OutsidePackets);
        AllPackets = FlowEntry.Saturate(AllPackets, other.AllPackets);
        Outside = FlowEntry.Saturate(Outside, other.Outside);
        Allowed = FlowEntry.Saturate(Allowed, other.Allowed);
    }
}

internal readonly record struct RuleKey(int Rule, int Sensor, int System);

internal struct RuleCount
{
    public long Octets;
    public long Flows;
}

/// <summary>
/// A large flow outwards, certain and whole within the window; kept once however often it is read, because only such
/// flows may explain away part of an interface counter.
/// </summary>
internal readonly record struct ProvenFlow(long Octets, int Sensor, int System, bool Allowed);

/// <summary>Contact with an indicator, by a name asked for.</summary>
internal readonly record struct NameHitKey(int Indicator, Address Client);

internal struct NameHit
{
    public long Count;
    public long First;
    public long Last;
}

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
