using System.Text;

namespace Rebato.Traffic.Reading;

/// <summary>
/// Polled interface counters: a CSV with the columns <c>time,device,interface,ifHCOutOctets</c> and, if there,
/// <c>ifHCInOctets</c>; <c>ifOutOctets</c>/<c>ifInOctets</c> when only the 32-bit ones exist. Which of the two is what
/// a system sends depends on which end of the cable was polled, and the sensor's settings say it.
/// </summary>
internal sealed class CounterCsv : LineParser
{
    private readonly WallClock zone;
    private readonly bool inward;
    private readonly int time, device, port, octets, width, bits;

    private CounterCsv(WallClock zone, bool inward, string[] names)
    {
        (this.zone, this.inward, width) = (zone, inward, names.Length);
        int Find(string name) => Array.FindIndex(names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        (time, device, port) = (Find("time"), Find("device"), Find("interface"));
        var wide = Find(inward ? "ifHCInOctets" : "ifHCOutOctets");
        octets = wide >= 0 ? wide : Find(inward ? "ifInOctets" : "ifOutOctets");
        bits = wide >= 0 ? 64 : 32;
    }

    public override string Format => "snmp-counters-csv";

    public override ReadOnlySpan<byte> HeaderMark => "time,"u8;

    public static CounterCsv? For(WallClock zone, bool inward, ReadOnlySpan<byte> header)
    {
        var parser = new CounterCsv(zone, inward, Names(header));
        return parser is { time: >= 0, port: >= 0, octets: >= 0 } ? parser : null;
    }

    public override LineParser AfterHeader(ReadOnlySpan<byte> line) => new CounterCsv(zone, inward, Names(line));

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.IsWhiteSpaceOnly())
            return LineKind.Ignored;
        Span<int> ends = stackalloc int[Fields.Most];
        var count = Fields.SplitQuoted(line, (byte)',', ends);
        if (count != width || time < 0 || port < 0 || octets < 0)
            return LineKind.Unreadable;
        var when = Fields.Plain(line, ends, count, time);
        if ((!Clock.Epoch(when, out var micros) && (!Clock.Date(when, zone, out micros, out var ambiguous) || ambiguous))
            || !Number(Fields.Plain(line, ends, count, octets), out var value))
            return LineKind.Unreadable;
        var name = $"{Encoding.UTF8.GetString(Fields.Plain(line, ends, count, device))}/{Encoding.UTF8.GetString(Fields.Plain(line, ends, count, port))}";
        sink.Counter(new(name, micros, value, bits));
        return LineKind.Record;
    }

    private bool Number(ReadOnlySpan<byte> text, out ulong value) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && text.Length > 0
        && (bits == 64 || value <= uint.MaxValue);

    private static string[] Names(ReadOnlySpan<byte> header) =>
        [.. Encoding.UTF8.GetString(header).TrimStart('\uFEFF').TrimEnd('\r').Split(',').Select(n => n.Trim().Trim('"'))];
}
