using System.Globalization;
using System.Text;

namespace Rebato.Traffic.Reading;

/// <summary>
/// Zeek's tab-separated logs. Columns are found by the names of <c>#fields</c>, never by position: nodes add
/// columns and sites rename separators. Until a <c>#fields</c> line has come no line can be read.
/// </summary>
internal sealed class ZeekTsv : LineParser
{
    private enum Kind { Unknown, Conn, Dns, Other }

    private static readonly string[] Wanted =
    [
        "ts", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "duration", "orig_bytes", "resp_bytes",
        "missed_bytes", "history", "orig_pkts", "orig_ip_bytes", "resp_pkts", "resp_ip_bytes", "query",
    ];

    private readonly byte separator;
    private readonly byte[] unset;
    private readonly string path;
    private readonly int[] columns;
    private readonly int width;
    private readonly Kind kind;
    private readonly bool closed;

    private ZeekTsv(byte separator, byte[] unset, string path, int[] columns, int width, bool closed)
    {
        (this.separator, this.unset, this.path, this.columns, this.width, this.closed) = (separator, unset, path, columns, width, closed);
        kind = Judge();
    }

    public static ZeekTsv Start { get; } = new((byte)'\t', "-"u8.ToArray(), "", [], 0, closed: false);

    public override string Format => kind == Kind.Dns ? "zeek-dns-tsv" : "zeek-conn-tsv";

    public override ReadOnlySpan<byte> HeaderMark => "#"u8;

    public override bool Closed => closed || kind != Kind.Conn;

    public override LineParser AfterHeader(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        if (text.StartsWith("#separator ", StringComparison.Ordinal))
            return With(separator: Unescape(text["#separator ".Length..]) ?? 0);
        var parts = text.Split((char)separator);
        return parts[0] switch
        {
            "#unset_field" when parts.Length == 2 => With(unset: Encoding.UTF8.GetBytes(parts[1])),
            "#path" when parts.Length == 2 => With(path: parts[1]),
            "#fields" => With(fields: parts[1..]),
            "#close" => With(close: true),
            _ => this,
        };
    }

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.Length == 0 || line[0] == '#')
            return LineKind.Ignored;
        Span<int> ends = stackalloc int[Fields.Most];
        var count = Fields.Split(line, separator, ends);
        if (kind == Kind.Unknown || count != width)
            return LineKind.Unreadable;
        return kind switch
        {
            Kind.Conn => Conn(line, ends, sink),
            Kind.Dns => Dns(line, ends, sink),
            _ => LineKind.Ignored,
        };
    }

    private LineKind Conn(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, RowSink sink)
    {
        var conn = default(ZeekConn);
        // An unset address, port, protocol or history reads as none by itself.
        conn.Source = Fields.At(line, ends, width, columns[1]);
        conn.Destination = Fields.At(line, ends, width, columns[3]);
        if (sink.Selective && Address.TryParse(conn.Source, out var source) && Address.TryParse(conn.Destination, out var destination)
            && !sink.Wants(source, destination))
            return LineKind.Ignored;
        conn.Protocol = Fields.At(line, ends, width, columns[5]);
        conn.History = Fields.At(line, ends, width, columns[10]);
        conn.SourcePort = Fields.Port(Fields.At(line, ends, width, columns[2]));
        conn.DestinationPort = Fields.Port(Fields.At(line, ends, width, columns[4]));
        FlowRecord record = default;
        var read = Clock.Seconds(Fields.At(line, ends, width, columns[0]), out conn.Start)
            & Duration(Value(line, ends, 6), out conn.Duration)
            & Number(line, ends, 7, out conn.SourcePayload) & Number(line, ends, 8, out conn.DestinationPayload)
            & Number(line, ends, 9, out conn.Missed)
            & Number(line, ends, 11, out conn.SourcePackets) & Number(line, ends, 12, out conn.SourceOctets)
            & Number(line, ends, 13, out conn.DestinationPackets) & Number(line, ends, 14, out conn.DestinationOctets);
        if (!read || !conn.Fill(ref record))
            return LineKind.Unreadable;
        sink.Flow(ref record, 0);
        return LineKind.Record;
    }

    private LineKind Dns(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, RowSink sink)
    {
        if (!Clock.Seconds(Value(line, ends, 0), out var time) || !Address.TryParse(Value(line, ends, 1), out var client))
            return LineKind.Unreadable;
        var query = Value(line, ends, 15);
        if (query.Length == 0)
            return LineKind.Ignored;
        sink.Name(time, client, query, dns: true);
        return LineKind.Record;
    }

    /// <summary>
    /// A connection log whose columns are not there is unknown, so its lines are unreadable: to skip them would
    /// lower the bound. Only a log that names itself another one is skipped.
    /// </summary>
    private Kind Judge()
    {
        if (width == 0 || columns[0] < 0 || columns[1] < 0)
            return width > 0 && path.Length > 0 && path != "dns" && !path.Contains("conn", StringComparison.Ordinal) ? Kind.Other : Kind.Unknown;
        if (path == "dns")
            return columns[15] >= 0 ? Kind.Dns : Kind.Unknown;
        if (path.Length > 0 && !path.Contains("conn", StringComparison.Ordinal))
            return Kind.Other;
        return columns[3] >= 0 && (columns[7] >= 0 || columns[12] >= 0) ? Kind.Conn : Kind.Unknown;
    }

    /// <summary>The field's value; empty when the log lacks it or it is unset.</summary>
    private ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int wanted)
    {
        var value = Fields.At(line, ends, width, columns[wanted]);
        return value.SequenceEqual(unset) ? default : value;
    }

    private bool Number(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int wanted, out long value)
    {
        var text = Fields.At(line, ends, width, columns[wanted]);
        if (Fields.Whole(text, out value))
            return true;
        value = -1;
        return text.Length == 0 || text.SequenceEqual(unset);
    }

    private static bool Duration(ReadOnlySpan<byte> text, out long micros) =>
        Clock.Seconds(text, out micros) || text.Length == 0;

    private ZeekTsv With(byte? separator = null, byte[]? unset = null, string? path = null, string[]? fields = null, bool close = false) =>
        new(separator ?? this.separator, unset ?? this.unset, path ?? this.path,
            fields is null ? columns : [.. Wanted.Select(name => Find(fields, name))], fields?.Length ?? width, close);

    /// <summary>Scope separators other than the dot (id_orig_h) are the site's choice.</summary>
    private static int Find(string[] fields, string name) =>
        Array.FindIndex(fields, f => f == name || f.Replace('_', '.') == name.Replace('_', '.'));

    private static byte? Unescape(string text) =>
        text.Length == 4 && text.StartsWith("\\x", StringComparison.Ordinal)
            && byte.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value
        : text.Length == 1 ? (byte)text[0] : null;
}
