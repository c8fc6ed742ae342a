using System.Text;

namespace Rebato.Traffic.Reading;

/// <summary>
/// Amazon VPC flow logs: version 2 in its fixed order, or any format whose header line names the fields.
/// NODATA proves silence, SKIPDATA is time that was not measured, REJECT never left. Each row counts one way.
/// </summary>
internal sealed class VpcFlow : LineParser
{
    private static readonly string[] Default =
    [
        "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes",
        "start", "end", "action", "log-status",
    ];

    private readonly int[] at;
    private readonly int width;

    public VpcFlow() : this(Default)
    {
    }

    private VpcFlow(string[] fields)
    {
        width = fields.Length;
        int Find(string name) => Array.IndexOf(fields, name);
        var source = Find("pkt-srcaddr") >= 0 ? Find("pkt-srcaddr") : Find("srcaddr");
        var destination = Find("pkt-dstaddr") >= 0 ? Find("pkt-dstaddr") : Find("dstaddr");
        at = [source, destination, Find("srcport"), Find("dstport"), Find("protocol"), Find("packets"), Find("bytes"),
            Find("start"), Find("end"), Find("action"), Find("log-status"), Find("interface-id")];
    }

    public override string Format => "vpc-flow";

    public override ReadOnlySpan<byte> HeaderMark => "version "u8;

    public override LineParser AfterHeader(ReadOnlySpan<byte> line) =>
        new VpcFlow(Encoding.UTF8.GetString(line).Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        line = line.Trim((byte)' ');
        if (line.Length == 0)
            return LineKind.Ignored;
        Span<int> ends = stackalloc int[Fields.Most];
        var count = Fields.Split(line, (byte)' ', ends);
        if (count != width || !Fields.Whole(Fields.At(line, ends, count, at[7]), out var start)
            || !Fields.Whole(Fields.At(line, ends, count, at[8]), out var end))
            return LineKind.Unreadable;
        start *= Clock.Second;
        end *= Clock.Second;
        if (!Clock.Sane(start) || !Clock.Sane(end) || end < start)
            return LineKind.Unreadable;
        var device = Fields.Hash(Fields.At(line, ends, count, at[11]));
        var status = Fields.At(line, ends, count, at[10]);
        if (status.SequenceEqual("NODATA"u8))
            sink.Silence(start, end, device);
        else if (status.SequenceEqual("SKIPDATA"u8))
            sink.Hole(start, end, HoleReason.DeviceSkipped);
        else
            return Flow(line, ends, count, start, end, device, sink);
        return LineKind.Record;
    }

    private LineKind Flow(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int count, long start, long end, ulong device, RowSink sink)
    {
        FlowRecord record = default;
        record.SourcePayload = -1;
        record.Start = start;
        record.End = record.Logged = end;
        if (!Address.TryParse(Fields.At(line, ends, count, at[0]), out record.Source)
            || !Address.TryParse(Fields.At(line, ends, count, at[1]), out record.Destination)
            || !Fields.Protocol(Fields.At(line, ends, count, at[4]), out record.Protocol)
            || !Fields.Whole(Fields.At(line, ends, count, at[6]), out record.SourceBytes))
            return LineKind.Unreadable;
        record.SourcePort = Fields.Port(Fields.At(line, ends, count, at[2]));
        record.DestinationPort = Fields.Port(Fields.At(line, ends, count, at[3]));
        Fields.Whole(Fields.At(line, ends, count, at[5]), out record.SourcePackets);
        if (Fields.At(line, ends, count, at[9]).SequenceEqual("REJECT"u8))
            record.Marks |= FlowMarks.Blocked;
        sink.Flow(ref record, device);
        return LineKind.Record;
    }
}
