namespace Rebato.Traffic.Reading;

/// <summary>
/// FortiGate traffic logs as key=value (FortiOS 5 to 7, straight or through syslog). Row 20 repeats the
/// cumulative counters of a live session every two minutes and row 13 closes it, so sessions long enough to have a
/// row 20 go to <see cref="RowSink.Session"/>, where the greatest counts win: to add them would count twice.
/// Whether the counters include what the network processor forwarded is for the sensor's settings to prove.
/// </summary>
internal sealed class FortiGate(WallClock zone) : LineParser
{
    /// <summary>Interim rows come every two minutes: a shorter session has none.</summary>
    private const long Interim = 120;

    private static readonly NameTable Names = new(
        "type", "logid", "eventtime", "date", "time", "tz", "srcip", "dstip", "srcport", "dstport", "proto", "action",
        "duration", "sentbyte", "rcvdbyte", "sentpkt", "rcvdpkt", "sessionid", "devid", "vd");

    private const int Type = 0, LogId = 1, EventTime = 2, Date = 3, Time = 4, Tz = 5, SourceIp = 6, DestinationIp = 7, SourcePort = 8,
        DestinationPort = 9, Proto = 10, Action = 11, Duration = 12, Sent = 13, Received = 14, SentPackets = 15, ReceivedPackets = 16,
        Session = 17, Device = 18, Domain = 19, Count = 20;

    public override string Format => "fortigate";

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.IsWhiteSpaceOnly())
            return LineKind.Ignored;
        Span<Range> found = stackalloc Range[Count];
        var whole = Scan(line, found);
        var type = line[found[Type]];
        // A message of another kind of log may hold a quote that never closes; it counted nothing.
        if (!whole)
            return type.Length > 0 && !type.SequenceEqual("traffic"u8) ? LineKind.Ignored : LineKind.Unreadable;
        if (type.Length == 0 || line[found[LogId]].Length == 0)
            return LineKind.Unreadable;
        if (!type.SequenceEqual("traffic"u8))
            return LineKind.Ignored;
        return Traffic(line, found, sink);
    }

    private LineKind Traffic(ReadOnlySpan<byte> line, ReadOnlySpan<Range> found, RowSink sink)
    {
        FlowRecord record = default;
        record.SourcePayload = -1;
        long seconds = 0;
        if (!Address.TryParse(line[found[SourceIp]], out record.Source) || !Address.TryParse(line[found[DestinationIp]], out record.Destination)
            || !Fields.Protocol(line[found[Proto]], out record.Protocol) || !When(line, found, ref record)
            || (line[found[Duration]].Length > 0 && (!Fields.Whole(line[found[Duration]], out seconds) || seconds > 10_000_000_000)))
            return LineKind.Unreadable;
        record.Start = record.End - (seconds * Clock.Second);
        record.SourcePort = Fields.Port(line[found[SourcePort]]);
        record.DestinationPort = Fields.Port(line[found[DestinationPort]]);
        Fields.Whole(line[found[SentPackets]], out record.SourcePackets);
        Fields.Whole(line[found[ReceivedPackets]], out record.DestinationPackets);
        var stopped = line[found[Action]].SequenceEqual("deny"u8);
        if (!Counter(line[found[Sent]], stopped, FlowMarks.SourceUnmeasured, ref record.SourceBytes, ref record.Marks)
            || !Counter(line[found[Received]], stopped, FlowMarks.DestinationUnmeasured, ref record.DestinationBytes, ref record.Marks))
            return LineKind.Unreadable;
        var device = Fields.Hash(line[found[Device]]) ^ Fields.Hash(line[found[Domain]]);
        var interim = line[found[LogId]].EndsWith("000020"u8);
        if (interim)
            record.Marks |= FlowMarks.Open;
        if ((interim || seconds >= Interim) && Fields.Whole(line[found[Session]], out var session))
            sink.Session(ref record, device, session, final: !interim);
        else
            sink.Flow(ref record, device);
        return LineKind.Record;
    }

    /// <summary>eventtime is seconds in some versions and nanoseconds in others; without it, date, time and tz.</summary>
    private bool When(ReadOnlySpan<byte> line, ReadOnlySpan<Range> found, ref FlowRecord record)
    {
        var ambiguous = false;
        if (!Clock.Epoch(line[found[EventTime]], out record.End))
        {
            var date = line[found[Date]];
            var time = line[found[Time]];
            Span<byte> text = stackalloc byte[19];
            if (date.Length != 10 || time.Length != 8)
                return false;
            date.CopyTo(text);
            text[10] = (byte)' ';
            time.CopyTo(text[11..]);
            var zoned = Clock.Offset(line[found[Tz]], out var offset);
            if (!Clock.Date(text, zoned ? WallClock.Utc : zone, out record.End, out ambiguous))
                return false;
            record.End -= offset;
        }
        record.Logged = record.End;
        if (ambiguous)
            record.Marks |= FlowMarks.Ambiguous;
        return true;
    }

    private static bool Counter(ReadOnlySpan<byte> text, bool stopped, FlowMarks unmeasured, ref long octets, ref FlowMarks marks)
    {
        if (text.Length == 0)
        {
            if (!stopped)
                marks |= unmeasured;
            return true;
        }
        return Fields.Whole(text, out octets);
    }

    /// <summary>Finds the wanted values; bare and quoted values mix. False when a quote never closes.</summary>
    private static bool Scan(ReadOnlySpan<byte> line, Span<Range> found)
    {
        found.Clear();
        var at = 0;
        while (at < line.Length)
        {
            var equals = line[at..].IndexOf((byte)'=');
            if (equals < 0)
                return true;
            var key = line.Slice(at, equals);
            var blank = key.LastIndexOfAny(" ,\t>"u8);
            if (blank >= 0)
                key = key[(blank + 1)..];
            var from = at + equals + 1;
            int length;
            if (from < line.Length && line[from] == '"')
            {
                from++;
                length = line[from..].IndexOf((byte)'"');
                if (length < 0)
                    return false;
                at = from + length + 1;
            }
            else
            {
                length = line[from..].IndexOfAny(" ,\t"u8);
                if (length < 0)
                    length = line.Length - from;
                at = from + length;
            }
            var number = Names.Find(key);
            if (number >= 0)
                found[number] = from..(from + length);
        }
        return true;
    }
}
