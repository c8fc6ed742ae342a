using System.Runtime.InteropServices;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// Everything that one sensor saw between two hosts on one service: 64 bytes, one cache line, because the
/// first touch of memory is what aggregation costs. Seconds are rounded outwards, counts saturate.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlowEntry
{
    public Address Source;
    public Address Destination;
    public ushort Port;
    public byte Protocol;
    public byte Sensor;
    public uint Count;

    /// <summary>First instant, in seconds since 1970 rounded down.</summary>
    public uint First;

    /// <summary>Last instant, in seconds since 1970 rounded up.</summary>
    public uint Last;
    public long SourceBytes;
    public long DestinationBytes;

    public const int Size = 64;

    public readonly ulong Hash()
    {
        var ends = Mix.Hash(Source.Low ^ ulong.RotateLeft(Source.High, 17), Destination.Low ^ ulong.RotateLeft(Destination.High, 29));
        return Mix.Hash(ends, Port | ((ulong)Protocol << 16) | ((ulong)Sensor << 24));
    }

    public readonly bool SameKey(in FlowEntry other) =>
        Source == other.Source && Destination == other.Destination && Port == other.Port && Protocol == other.Protocol && Sensor == other.Sensor;

    public void Add(in FlowEntry other)
    {
        Count = uint.MaxValue - Count < other.Count ? uint.MaxValue : Count + other.Count;
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
        SourceBytes = Saturate(SourceBytes, other.SourceBytes);
        DestinationBytes = Saturate(DestinationBytes, other.DestinationBytes);
    }

    public readonly int CompareKey(in FlowEntry other)
    {
        var order = Source.CompareTo(other.Source);
        order = order != 0 ? order : Destination.CompareTo(other.Destination);
        order = order != 0 ? order : Port.CompareTo(other.Port);
        order = order != 0 ? order : Protocol.CompareTo(other.Protocol);
        return order != 0 ? order : Sensor.CompareTo(other.Sensor);
    }

    /// <summary>Octets of one packet in <paramref name="scale"/>, for all of them, without wrapping.</summary>
    public static long Scale(long octets, int scale) => octets > long.MaxValue / scale ? long.MaxValue : octets * scale;

    /// <summary>Adds without wrapping: a bound that overflows must stay a bound.</summary>
    public static long Saturate(long left, long right)
    {
        var sum = unchecked(left + right);
        return sum < left ? long.MaxValue : sum;
    }
}
