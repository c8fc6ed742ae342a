namespace Rebato.Traffic.Reading;

/// <summary>
/// Palo Alto TRAFFIC logs, the CSV that follows the syslog header. Bytes are written only when a session
/// ends, so <c>start</c> rows are skipped; field 40 numbers the rows, so a missing number is a lost log.
/// </summary>
internal sealed class PaloAlto(WallClock zone) : LineParser
{
    public override string Format => "paloalto";

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.IsWhiteSpaceOnly())
            return LineKind.Ignored;
        Span<int> ends = stackalloc int[Fields.Most];
        var count = Fields.SplitQuoted(line, (byte)',', ends);
        if (count < 5)
            return LineKind.Unreadable;
        if (!Fields.Plain(line, ends, count, 3).SequenceEqual("TRAFFIC"u8))
            return Fields.Plain(line, ends, count, 3).ContainsAnyExceptInRange((byte)'A', (byte)'Z') ? LineKind.Unreadable : LineKind.Ignored;
        if (count < 40)
            return LineKind.Unreadable;
        return Traffic(line, ends, count, sink);
    }

    private LineKind Traffic(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int count, RowSink sink)
    {
        FlowRecord record = default;
        record.SourcePayload = -1;
        if (!Clock.Date(Fields.Plain(line, ends, count, 6), zone, out record.Logged, out var ambiguous))
            return LineKind.Unreadable;
        if (ambiguous)
            record.Marks |= FlowMarks.Ambiguous;
        var serial = Fields.Plain(line, ends, count, 2);
        if (Fields.Whole(Fields.Plain(line, ends, count, 39), out var number))
            sink.Sequence(serial, number, 1, record.Logged);
        if (Fields.Plain(line, ends, count, 4).SequenceEqual("start"u8))
            return LineKind.Ignored;
        if (!Address.TryParse(Fields.Plain(line, ends, count, 7), out record.Source)
            || !Address.TryParse(Fields.Plain(line, ends, count, 8), out record.Destination)
            || !Fields.Protocol(Fields.Plain(line, ends, count, 29), out record.Protocol)
            || !Fields.Whole(Fields.Plain(line, ends, count, 32), out record.SourceBytes)
            || !Fields.Whole(Fields.Plain(line, ends, count, 33), out record.DestinationBytes)
            || !Clock.Date(Fields.Plain(line, ends, count, 35), zone, out record.Start, out _)
            || !Fields.Whole(Fields.Plain(line, ends, count, 36), out var elapsed) || elapsed > 10_000_000_000)
            return LineKind.Unreadable;
        record.End = Math.Max(record.Logged, record.Start + (elapsed * Clock.Second));
        record.SourcePort = Fields.Port(Fields.Plain(line, ends, count, 24));
        record.DestinationPort = Fields.Port(Fields.Plain(line, ends, count, 25));
        Fields.Whole(Fields.Plain(line, ends, count, 44), out record.SourcePackets);
        Fields.Whole(Fields.Plain(line, ends, count, 45), out record.DestinationPackets);
        sink.Flow(ref record, Fields.Hash(serial));
        return LineKind.Record;
    }
}
