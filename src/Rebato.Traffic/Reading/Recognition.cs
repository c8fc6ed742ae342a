namespace Rebato.Traffic.Reading;

/// <summary>What the settings of a sensor say about how its files are to be read.</summary>
/// <param name="Zone">Zone of instants written without one.</param>
/// <param name="Columns">The map of a CSV that no format here knows.</param>
/// <param name="CountsInward">For polled counters: what the system sends is what the polled port takes in.</param>
/// <param name="Mtu">Largest packet, for 32-bit counters that may have wrapped.</param>
internal sealed record ReadingOptions(WallClock Zone, ColumnMap? Columns = null, bool CountsInward = false, int Mtu = 1500)
{
    public static ReadingOptions Plain { get; } = new(WallClock.Utc);
}

/// <summary>Tells a text format from the first bytes of its (decompressed) content; names of files say nothing.</summary>
internal static class Recognition
{
    /// <summary>The parser for a file that begins with <paramref name="head"/>, or null when no format here is certain.</summary>
    public static LineParser? Text(ReadOnlySpan<byte> head, ReadingOptions options)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        var line = FirstLine(head);
        if (line.StartsWith("#separator "u8) || line.StartsWith("#fields\t"u8))
            return ZeekTsv.Start;
        if (options.Columns is { } map && Delimited.For("mapped-csv", map, options.Zone, line) is { } mapped)
            return mapped;
        if (line.Length > 0 && line[0] == '{')
            return Json(line, options);
        return Csv(line, options) ?? Log(line, options);
    }

    private static LineParser? Json(ReadOnlySpan<byte> line, ReadingOptions options)
    {
        bool zeek = false, volume = false, query = false, nfdump = false;
        var json = new FlatJson(line);
        while (json.Next())
        {
            zeek |= json.Name.SequenceEqual("id.orig_h"u8);
            volume |= json.Name.SequenceEqual("conn_state"u8) || json.Name.SequenceEqual("orig_ip_bytes"u8);
            query |= json.Name.SequenceEqual("query"u8) || json.Name.SequenceEqual("qtype"u8) || json.Name.SequenceEqual("rcode"u8);
            nfdump |= json.Name.SequenceEqual("src4_addr"u8) || json.Name.SequenceEqual("src6_addr"u8);
        }
        return zeek && volume ? new ZeekJson(dns: false) : zeek && query ? new ZeekJson(dns: true)
            : nfdump ? new NfdumpJson(options.Zone) : null;
    }

    private static LineParser? Csv(ReadOnlySpan<byte> line, ReadingOptions options)
    {
        if (line.StartsWith("ts,te,td,sa,da,"u8))
            return Delimited.For("nfdump-csv", ColumnMap.NfdumpLong, options.Zone, line);
        if (line.StartsWith("firstSeen,"u8))
            return Delimited.For("nfdump-csv", ColumnMap.NfdumpShort, options.Zone, line);
        return line.StartsWith("time,"u8) ? CounterCsv.For(options.Zone, options.CountsInward, line) : null;
    }

    private static LineParser? Log(ReadOnlySpan<byte> line, ReadingOptions options)
    {
        // Straight from the device there is no devid; a collector adds it.
        if (line.IndexOf("logid="u8) >= 0 && line.IndexOf(" type="u8) >= 0 && line.IndexOf(" subtype="u8) >= 0)
            return new FortiGate(options.Zone);
        if (line.IndexOf(",TRAFFIC,"u8) >= 0)
            return new PaloAlto(options.Zone);
        if (line.StartsWith("version "u8) && line.IndexOf("srcaddr"u8) >= 0)
            return new VpcFlow().AfterHeader(line);
        if (line.StartsWith("2 "u8) && new VpcFlow().Parse(line, Discard.Sink) == LineKind.Record)
            return new VpcFlow();
        return new Squid().Parse(line, Discard.Sink) == LineKind.Record ? new Squid() : null;
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head)
    {
        while (head.Length > 0)
        {
            var end = head.IndexOf((byte)'\n');
            var line = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
            if (!line.IsWhiteSpaceOnly())
                return line;
            if (end < 0)
                break;
            head = head[(end + 1)..];
        }
        return default;
    }

    /// <summary>A sink for trying a parser on a line.</summary>
    private sealed class Discard : RowSink
    {
        public static Discard Sink { get; } = new();

        public override void Flow(ref FlowRecord record, ulong device) { }
        public override void Session(ref FlowRecord record, ulong device, long session, bool final) { }
        public override void Name(long time, Address client, ReadOnlySpan<byte> name, bool dns) { }
        public override void Counter(CounterSample sample) { }
        public override void Silence(long start, long end, ulong device) { }
        public override void Hole(long start, long end, HoleReason reason) { }
        public override void Sequence(ReadOnlySpan<byte> device, long number, long count, long time) { }
    }
}
