using System.Buffers.Binary;

namespace Rebato.Traffic.Reading;

/// <summary>The fields of a record that matter here, by their number in IANA's IPFIX registry.</summary>
internal struct ExportRow
{
    private Address source, destination;
    private long octets, octetsOut, octetsBack, packets, packetsOut;
    private bool hasOctets, hasOut;
    private long start, end;
    private uint firstUptime, lastUptime;
    private bool byUptime;
    private ushort sourcePort, destinationPort;
    private byte protocol;

    public int Sampling { get; private set; }

    public void Set(int type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case 1 or 85 or 231:
                octets = Math.Max(octets, Number(value));
                hasOctets = true;
                break;
            case 2 or 86 or 298: packets = Math.Max(packets, Number(value)); break;
            case 23 or 232 or 171:
                octetsOut = Math.Max(octetsOut, Number(value));
                hasOut = true;
                break;
            case 24 or 299 or 172: packetsOut = Math.Max(packetsOut, Number(value)); break;
            case 4: protocol = (byte)Number(value); break;
            case 7: sourcePort = (ushort)Number(value); break;
            case 11: destinationPort = (ushort)Number(value); break;
            case 8 when value.Length == 4: source = Address.FromBytes(value); break;
            case 12 when value.Length == 4: destination = Address.FromBytes(value); break;
            case 27 when value.Length == 16: source = Address.FromBytes(value); break;
            case 28 when value.Length == 16: destination = Address.FromBytes(value); break;
            case 34 or 50 or 305: Sampling = (int)Math.Min(Number(value), int.MaxValue); break;
            default: SetTime(type, value); break;
        }
    }

    public void SetReverse(int type, ReadOnlySpan<byte> value)
    {
        if (type is 1 or 85)
            octetsBack = Math.Max(octetsBack, Number(value));
    }

    /// <summary>
    /// With both counters, the second is what came back; with only the second, it is the flow's own (egress export). Without
    /// any, nothing was measured.
    /// </summary>
    public readonly bool Fill(ExportHeader header, ref FlowRecord record)
    {
        if (source == Address.None || destination == Address.None)
            return false;
        record.Source = source;
        record.Destination = destination;
        record.SourcePort = sourcePort;
        record.DestinationPort = destinationPort;
        record.Protocol = protocol;
        record.SourcePayload = -1;
        record.SourceBytes = hasOctets ? octets : octetsOut;
        record.DestinationBytes = FlowEntrySum(hasOctets && hasOut ? octetsOut : 0, octetsBack);
        record.SourcePackets = hasOctets ? packets : packetsOut;
        if (!hasOctets && !hasOut)
            record.Marks |= FlowMarks.SourceUnmeasured | FlowMarks.DestinationUnmeasured;
        record.Logged = header.Time;
        record.Start = start != 0 ? start : byUptime ? header.Time - (unchecked(header.Uptime - firstUptime) * 1000L) : header.Time;
        record.End = end != 0 ? end : byUptime ? header.Time - (unchecked(header.Uptime - lastUptime) * 1000L) : header.Time;
        if (record.Start > record.End || record.Start < header.Time - (30 * 24 * Clock.Hour))
            record.Start = record.End = header.Time;
        return true;
    }

    private static long FlowEntrySum(long left, long right) => Ingest.FlowEntry.Saturate(left, right);

    private void SetTime(int type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case 22 when value.Length == 4:
                firstUptime = BinaryPrimitives.ReadUInt32BigEndian(value);
                byUptime = true;
                break;
            case 21 when value.Length == 4:
                lastUptime = BinaryPrimitives.ReadUInt32BigEndian(value);
                byUptime = true;
                break;
            case 150: start = Scaled(Number(value), Clock.Second); break;
            case 151: end = Scaled(Number(value), Clock.Second); break;
            case 152 or 323: start = Scaled(Number(value), 1000); break;
            case 153: end = Scaled(Number(value), 1000); break;
            case 154 or 156: start = Ntp(value); break;
            case 155 or 157: end = Ntp(value); break;
            default: break;
        }
    }

    private static long Scaled(long value, long scale) => value > long.MaxValue / 2 / scale ? 0 : value * scale;

    /// <summary>64 bits: seconds since 1900 and a binary fraction (RFC 7011, 6.1.9).</summary>
    private static long Ntp(ReadOnlySpan<byte> value)
    {
        if (value.Length != 8)
            return 0;
        var seconds = (long)BinaryPrimitives.ReadUInt32BigEndian(value) - 2_208_988_800L;
        return (seconds * Clock.Second) + (long)(((ulong)BinaryPrimitives.ReadUInt32BigEndian(value[4..]) * 1_000_000) >> 32);
    }

    private static long Number(ReadOnlySpan<byte> value)
    {
        ulong number = 0;
        foreach (var b in value.Length > 8 ? value[^8..] : value)
            number = (number << 8) | b;
        return (long)Math.Min(number, long.MaxValue);
    }
}
