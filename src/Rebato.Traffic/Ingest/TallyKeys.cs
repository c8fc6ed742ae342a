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
