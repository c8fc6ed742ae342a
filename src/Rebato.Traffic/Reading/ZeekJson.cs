namespace Rebato.Traffic.Reading;

/// <summary>Zeek's JSON logs: one object a line, dotted names, an absent name is an unset field.</summary>
internal sealed class ZeekJson(bool dns) : LineParser
{
    private static readonly NameTable Names = new(
        "ts", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "duration", "orig_bytes", "resp_bytes",
        "missed_bytes", "history", "orig_pkts", "orig_ip_bytes", "resp_pkts", "resp_ip_bytes", "query");

    public override string Format => dns ? "zeek-dns-json" : "zeek-conn-json";

    public override bool SelfDelimiting => true;

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.Length == 0)
            return LineKind.Ignored;
        var conn = default(ZeekConn);
        conn.SourcePayload = conn.DestinationPayload = conn.SourcePackets = conn.DestinationPackets = -1;
        conn.SourceOctets = conn.DestinationOctets = -1;
        ReadOnlySpan<byte> query = default;
        var sound = true;
        var json = new FlatJson(line);
        while (json.Next())
        {
            var number = Names.Find(json.Name);
            if (number == 15)
                query = json.Value;
            else if (number >= 0)
                sound &= Set(ref conn, number, json.Value);
        }
        if (!json.Complete || !sound)
            return LineKind.Unreadable;
        return dns ? Dns(conn, query, sink) : Conn(conn, sink);
    }

    private static LineKind Conn(scoped in ZeekConn conn, RowSink sink)
    {
        FlowRecord record = default;
        if (conn.Start == 0 || !conn.Fill(ref record))
            return LineKind.Unreadable;
        sink.Flow(ref record, 0);
        return LineKind.Record;
    }

    private static LineKind Dns(scoped in ZeekConn conn, ReadOnlySpan<byte> query, RowSink sink)
    {
        if (!Clock.Sane(conn.Start) || !Address.TryParse(conn.Source, out var client))
            return LineKind.Unreadable;
        if (query.Length == 0)
            return LineKind.Ignored;
        sink.Name(conn.Start, client, query, dns: true);
        return LineKind.Record;
    }

    private static bool Set(ref ZeekConn conn, int number, ReadOnlySpan<byte> value)
    {
        switch (number)
        {
            case 0: return Clock.Seconds(value, out conn.Start) || Clock.Date(value, WallClock.Utc, out conn.Start, out _);
            case 1: conn.Source = value; return true;
            case 2: conn.SourcePort = Fields.Port(value); return true;
            case 3: conn.Destination = value; return true;
            case 4: conn.DestinationPort = Fields.Port(value); return true;
            case 5: conn.Protocol = value; return true;
            case 6: return Clock.Seconds(value, out conn.Duration) || Scientific(value, out conn.Duration);
            case 7: return Fields.Whole(value, out conn.SourcePayload);
            case 8: return Fields.Whole(value, out conn.DestinationPayload);
            case 9: return Fields.Whole(value, out conn.Missed);
            case 10: conn.History = value; return true;
            case 11: return Fields.Whole(value, out conn.SourcePackets);
            case 12: return Fields.Whole(value, out conn.SourceOctets);
            case 13: return Fields.Whole(value, out conn.DestinationPackets);
            default: return Fields.Whole(value, out conn.DestinationOctets);
        }
    }

    /// <summary>Very short durations come as 9.5e-07.</summary>
    private static bool Scientific(ReadOnlySpan<byte> value, out long micros)
    {
        var read = System.Buffers.Text.Utf8Parser.TryParse(value, out double seconds, out var used)
            && used == value.Length && seconds is >= 0 and < 1e10;
        micros = read ? (long)Math.Ceiling(seconds * Clock.Second) : 0;
        return read;
    }
}
