namespace Rebato.Traffic;

/// <summary>What a record's counters can and cannot bear.</summary>
[Flags]
internal enum FlowMarks : byte
{
    None = 0,

    /// <summary>What the source sent was not (fully) measured: only time × capacity bounds it.</summary>
    SourceUnmeasured = 1,

    /// <summary>What the destination sent was not (fully) measured.</summary>
    DestinationUnmeasured = 2,

    /// <summary>The device stopped it: nothing passed.</summary>
    Blocked = 4,

    /// <summary>The counters are of a session that the log never showed closed.</summary>
    Open = 8,

    /// <summary>The record gives one number for both ways: it counts whole for each side.</summary>
    DirectionUnknown = 16,

    /// <summary>The instant on the record is ambiguous (the hour repeated in autumn): it proves no coverage.</summary>
    Ambiguous = 32,

    /// <summary>The counts hold an allowance over what was seen, so they bound from above and prove nothing from below.</summary>
    Estimated = 64,
}

/// <summary>
/// One flow as every reader gives it. Octets are an upper bound of what each side can have sent, at the
/// layer the device counts; times are UTC microseconds. A mutable struct because each worker reuses one.
/// </summary>
internal struct FlowRecord
{
    public Address Source;
    public Address Destination;
    public long Start;
    public long End;

    /// <summary>When the record was written, which is what shows that the sensor was alive; 0 when it does not say.</summary>
    public long Logged;

    public long SourceBytes;
    public long DestinationBytes;
    public long SourcePackets;
    public long DestinationPackets;

    /// <summary>Payload octets of the source when the device tells them from headers; -1 otherwise.</summary>
    public long SourcePayload;

    /// <summary>1 in how many packets the device looked at; 0 or 1 when all.</summary>
    public int Sampling;
    public ushort SourcePort;
    public ushort DestinationPort;
    public byte Protocol;
    public FlowMarks Marks;
}

/// <summary>An interface's octet counter as polled, e.g. ifHCOutOctets (RFC 2863).</summary>
internal readonly record struct CounterSample(string Interface, long Time, ulong OutOctets, int Bits) : IComparable<CounterSample>
{
    public int CompareTo(CounterSample other)
    {
        var time = Time.CompareTo(other.Time);
        return time != 0 ? time : OutOctets.CompareTo(other.OutOctets);
    }
}

/// <summary>
/// A run of a device's own numbering without holes: numbers [First, Next) seen between two instants. Runs
/// are put in time order and joined at the end, so that neither the order of files nor sharding matters.
/// </summary>
internal readonly record struct SequenceRun(string Device, long First, long Next, long Start, long End);
