namespace Rebato.Traffic.Reading;

/// <summary>
/// One object of nfdump's JSON export (<c>-o json</c> or <c>-o ndjson</c>). Counters that are zero are left
/// out. A record marked as sampled without a rate cannot be scaled, so it is unmeasured.
/// </summary>
internal sealed class NfdumpJson(WallClock zone) : LineParser
{
    private static readonly NameTable Names = new(
        "first", "t_first", "last", "t_last", "src4_addr", "src6_addr", "dst4_addr", "dst6_addr", "src_port", "dst_port", "proto",
        "in_packets", "in_bytes", "out_packets", "out_bytes", "sampled", "type", "received", "t_received");

    public override string Format => "nfdump-json";

    public override bool SelfDelimiting => true;

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.IsWhiteSpaceOnly())
            return LineKind.Ignored;
        FlowRecord record = default;
        record.SourcePayload = -1;
        var sound = true;
        var flow = true;
        var json = new FlatJson(line);
        while (json.Next())
        {
            var name = Names.Find(json.Name);
            if (name == 16)
                flow = json.Value.SequenceEqual("FLOW"u8);
            else if (name >= 0)
                sound &= Set(ref record, name, json.Value);
        }
        if (!json.Complete)
            return LineKind.Unreadable;
        if (!flow)
            return LineKind.Ignored;
        if (!sound || record.Start == 0 || record.End < record.Start || record.Source == Address.None || record.Destination == Address.None)
            return LineKind.Unreadable;
        if (record.Logged == 0)
            record.Logged = record.End;
        sink.Flow(ref record, 0);
        return LineKind.Record;
    }

    private bool Set(ref FlowRecord record, int name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case 0 or 1: return Instant(value, ref record, out record.Start);
            case 2 or 3: return Instant(value, ref record, out record.End);
            case 4 or 5: return Address.TryParse(value, out record.Source);
            case 6 or 7: return Address.TryParse(value, out record.Destination);
            case 8: record.SourcePort = Fields.Port(value); return true;
            case 9: record.DestinationPort = Fields.Port(value); return true;
            case 10: return Fields.Protocol(value, out record.Protocol);
            case 11: return Fields.Whole(value, out record.SourcePackets);
            case 12: return Fields.Whole(value, out record.SourceBytes);
            case 13: return Fields.Whole(value, out record.DestinationPackets);
            case 14: return Fields.Whole(value, out record.DestinationBytes);
            case 15:
                if (!value.SequenceEqual("0"u8))
                    record.Marks |= FlowMarks.SourceUnmeasured | FlowMarks.DestinationUnmeasured;
                return true;
            default: return Instant(value, ref record, out record.Logged);
        }
    }

    private bool Instant(ReadOnlySpan<byte> text, ref FlowRecord record, out long micros)
    {
        if (!Clock.Date(text, zone, out micros, out var ambiguous))
            return Clock.Epoch(text, out micros);
        if (ambiguous)
            record.Marks |= FlowMarks.Ambiguous;
        return true;
    }
}
