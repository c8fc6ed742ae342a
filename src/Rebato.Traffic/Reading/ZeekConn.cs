namespace Rebato.Traffic.Reading;

/// <summary>
/// What Zeek's conn.log says of one connection, whichever way it was written; −1 stands for an unset field.
/// </summary>
internal ref struct ZeekConn
{
    public ReadOnlySpan<byte> Source, Destination, Protocol, History;
    public long Start, Duration;
    public long SourcePayload, DestinationPayload, Missed;
    public long SourcePackets, DestinationPackets, SourceOctets, DestinationOctets;
    public ushort SourcePort, DestinationPort;

    /// <summary>
    /// Fills the common record. An octet count is the greater of IP and payload octets plus what Zeek knows it
    /// missed, in both directions because missed_bytes has none. Packets with a bad checksum are not counted at all, and an
    /// x in the history means that analysis stopped: those sides are unmeasured.
    /// </summary>
    public readonly bool Fill(ref FlowRecord record)
    {
        record = default;
        if (!Address.TryParse(Source, out record.Source) || !Address.TryParse(Destination, out record.Destination)
            || !Clock.Sane(Start) || Duration > 100 * 366L * 24 * Clock.Hour)
            return false;
        Fields.Protocol(Protocol, out record.Protocol);
        record.SourcePort = SourcePort;
        record.DestinationPort = DestinationPort;
        record.Start = Start;
        record.End = record.Logged = Start + Math.Max(0, Duration);
        record.SourcePackets = Math.Max(0, SourcePackets);
        record.DestinationPackets = Math.Max(0, DestinationPackets);
        record.SourcePayload = SourcePayload;
        var missed = Math.Max(0, Missed);
        if (missed > 0 || SourceOctets < 0 || DestinationOctets < 0)
            record.Marks |= FlowMarks.Estimated;
        record.SourceBytes = Most(SourceOctets, SourcePayload, SourcePackets, missed);
        record.DestinationBytes = Most(DestinationOctets, DestinationPayload, DestinationPackets, missed);
        if (record.SourceBytes < 0)
            Unmeasured(ref record.SourceBytes, ref record, FlowMarks.SourceUnmeasured);
        if (record.DestinationBytes < 0)
            Unmeasured(ref record.DestinationBytes, ref record, FlowMarks.DestinationUnmeasured);
        Judge(ref record);
        return true;
    }

    private readonly void Judge(ref FlowRecord record)
    {
        foreach (var letter in History)
        {
            record.Marks |= letter switch
            {
                (byte)'C' => FlowMarks.SourceUnmeasured,
                (byte)'c' => FlowMarks.DestinationUnmeasured,
                (byte)'x' or (byte)'X' => FlowMarks.SourceUnmeasured | FlowMarks.DestinationUnmeasured,
                _ => FlowMarks.None,
            };
        }
    }

    private static void Unmeasured(ref long octets, ref FlowRecord record, FlowMarks side)
    {
        octets = 0;
        record.Marks |= side;
    }

    private static long Most(long octets, long payload, long packets, long missed)
    {
        if (octets < 0 && payload < 0)
            return -1;
        // Without IP octets, payload plus the largest usual headers (20 IPv4 + 20 TCP) for each packet.
        var seen = octets >= 0 ? Math.Max(octets, payload) : payload + (40 * Math.Max(0, packets));
        return seen + missed;
    }
}
