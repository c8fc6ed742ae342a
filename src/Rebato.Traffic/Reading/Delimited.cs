using System.Text;

namespace Rebato.Traffic.Reading;

/// <summary>
/// Rows of a delimited file under a <see cref="ColumnMap"/>: nfdump's CSV exports and any export that a site
/// maps. A header that appears again is read again, so columns may change in the middle.
/// </summary>
internal sealed class Delimited : LineParser
{
    private const int Source = 0, Destination = 1, StartAt = 2, EndAt = 3, Duration = 4, Logged = 5, SourcePort = 6, DestinationPort = 7,
        Protocol = 8, Sent = 9, Received = 10, Total = 11, SentPackets = 12, ReceivedPackets = 13;

    private readonly string format;
    private readonly ColumnMap map;
    private readonly WallClock zone;
    private readonly byte[] mark;
    private readonly int[] at;
    private readonly int width;

    private Delimited(string format, ColumnMap map, WallClock zone, byte[] mark, int[] at, int width) =>
        (this.format, this.map, this.zone, this.mark, this.at, this.width) = (format, map, zone, mark, at, width);

    public override string Format => format;

    public override ReadOnlySpan<byte> HeaderMark => mark;

    public override string? CannotBound => map.Sent is null && map.Total is null ? "no-sent-counter"
        : format == "nfdump-csv" && (width == 0 || at[Received] < 0) ? "nfdump-csv-without-way-back" : null;

    /// <summary>A parser whose first line, <paramref name="header"/>, names the columns; null when it lacks one that the map names.</summary>
    public static Delimited? For(string format, ColumnMap map, WallClock zone, ReadOnlySpan<byte> header)
    {
        var separator = header.IndexOf((byte)map.Separator);
        if (separator <= 0)
            return null;
        var parser = new Delimited(format, map, zone, header[..(separator + 1)].ToArray(), [], 0);
        return parser.AfterHeader(header) is Delimited { width: > 0 } ready ? ready : null;
    }

    public override LineParser AfterHeader(ReadOnlySpan<byte> line)
    {
        var names = Encoding.UTF8.GetString(line).TrimStart('\uFEFF').TrimEnd('\r').Split(map.Separator).Select(n => n.Trim().Trim('"')).ToArray();
        var found = map.Columns.Select(c => c is null ? -1 : Array.IndexOf(names, c)).ToArray();
        var complete = map.Columns.Zip(found).All(c => c.First is null || c.Second >= 0);
        return new Delimited(format, map, zone, mark, found, complete ? names.Length : 0);
    }

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.IsWhiteSpaceOnly())
            return LineKind.Ignored;
        Span<int> ends = stackalloc int[Fields.Most];
        var count = Fields.SplitQuoted(line, (byte)map.Separator, ends);
        if (width == 0 || count != width)
            return format == "nfdump-csv" && IsSummary(line, ends, count) ? LineKind.Ignored : LineKind.Unreadable;
        FlowRecord record = default;
        record.SourcePayload = -1;
        if (!Address.TryParse(Cell(line, ends, Source), out record.Source) || !Address.TryParse(Cell(line, ends, Destination), out record.Destination)
            || !Times(line, ends, ref record) || !Octets(line, ends, ref record))
            return LineKind.Unreadable;
        record.SourcePort = Fields.Port(Cell(line, ends, SourcePort));
        record.DestinationPort = Fields.Port(Cell(line, ends, DestinationPort));
        Fields.Protocol(Cell(line, ends, Protocol), out record.Protocol);
        Fields.Whole(Cell(line, ends, SentPackets), out record.SourcePackets);
        Fields.Whole(Cell(line, ends, ReceivedPackets), out record.DestinationPackets);
        sink.Flow(ref record, 0);
        return LineKind.Record;
    }

    private bool Times(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, ref FlowRecord record)
    {
        if (!Instant(Cell(line, ends, StartAt), ref record, out record.Start))
            return false;
        record.End = record.Start;
        if (at[EndAt] >= 0 && !Instant(Cell(line, ends, EndAt), ref record, out record.End))
            return false;
        if (at[Duration] >= 0)
        {
            if (!Clock.Seconds(Cell(line, ends, Duration), out var length) || length > 100 * 366L * 24 * Clock.Hour)
                return false;
            record.End = record.Start + length;
        }
        record.Logged = record.End;
        return (at[Logged] < 0 || Instant(Cell(line, ends, Logged), ref record, out record.Logged)) && record.End >= record.Start;
    }

    private bool Instant(ReadOnlySpan<byte> text, ref FlowRecord record, out long micros)
    {
        if (Clock.Epoch(text, out micros) || (Clock.Seconds(text, out micros) && Clock.Sane(micros)))
            return true;
        if (!Clock.Date(text, zone, out micros, out var ambiguous))
            return false;
        if (ambiguous)
            record.Marks |= FlowMarks.Ambiguous;
        return true;
    }

    private bool Octets(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, ref FlowRecord record)
    {
        if (at[Total] < 0)
            return (at[Sent] < 0 || Fields.Whole(Cell(line, ends, Sent), out record.SourceBytes))
                && (at[Received] < 0 || Fields.Whole(Cell(line, ends, Received), out record.DestinationBytes));
        if (!Fields.Whole(Cell(line, ends, Total), out record.SourceBytes))
            return false;
        record.DestinationBytes = record.SourceBytes;
        record.Marks |= FlowMarks.DirectionUnknown;
        return true;
    }

    private ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int wanted) =>
        Fields.Plain(line, ends, width, at[wanted]);

    /// <summary>nfdump closes its export with "Summary", six names and six whole numbers; no record begins so.</summary>
    private static bool IsSummary(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int count)
    {
        if (line.StartsWith("Summary"u8) || line.StartsWith("flows,bytes,packets"u8) || line.StartsWith("No matched flows"u8))
            return true;
        for (var i = 0; i < count; i++)
        {
            if (!Fields.Whole(Fields.Plain(line, ends, count, i), out _))
                return false;
        }
        return count == 6;
    }
}
