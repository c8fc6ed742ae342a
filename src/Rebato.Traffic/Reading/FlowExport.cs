using System.Buffers.Binary;

namespace Rebato.Traffic.Reading;

/// <summary>
/// NetFlow 5 (Cisco's published layout), NetFlow 9 (RFC 3954) and IPFIX (RFC 7011, 5103) as datagrams. Templates belong to an
/// exporter and its domain; data that comes before its template waits for it.
/// </summary>
internal sealed class FlowExport(int mtu)
{
    private const int MostWaiting = 10_000;

    private readonly Dictionary<(Address Exporter, uint Domain, bool Ipfix, ushort Id), ExportTemplate> templates = [];
    private readonly List<(Address Exporter, ExportHeader Header, ushort Id, byte[] Data)> waiting = [];
    private readonly Dictionary<(Address Exporter, uint Domain), int> sampling = [];

    /// <summary>Whether a packet is a flow export: to a port that collectors use, and with a header that holds together.</summary>
    public static bool Looks(in Packet packet)
    {
        var payload = packet.Payload;
        if (packet.Protocol != 17 || payload.Length < 20 || packet.DestinationPort is not (2055 or 2056 or 4432 or 4739 or 6343 or 9025 or 9555 or 9995 or 9996))
            return false;
        return BinaryPrimitives.ReadUInt16BigEndian(payload) switch
        {
            5 => payload.Length == 24 + (48 * BinaryPrimitives.ReadUInt16BigEndian(payload[2..])),
            9 => true,
            10 => BinaryPrimitives.ReadUInt16BigEndian(payload[2..]) == payload.Length,
            _ => false,
        };
    }

    public LineKind Read(ReadOnlySpan<byte> payload, Address exporter, CountingTarget target)
    {
        if (payload.Length < 4)
            return LineKind.Unreadable;
        return BinaryPrimitives.ReadUInt16BigEndian(payload) switch
        {
            5 => new NetFlow5(mtu).Read(payload, exporter, target.Sink),
            9 => Nine(payload, exporter, target.Sink),
            10 => Ipfix(payload, exporter, target.Sink),
            _ => LineKind.Unreadable,
        };
    }

    /// <summary>At the end of the file: what still waits for a template was lost.</summary>
    public void Close(CountingTarget target)
    {
        foreach (var (_, header, _, _) in waiting)
            target.Sink.Hole(header.Time, header.Time, HoleReason.UnreadableLine);
        waiting.Clear();
    }

    private LineKind Nine(ReadOnlySpan<byte> payload, Address exporter, RowSink sink)
    {
        if (payload.Length < 20)
            return LineKind.Unreadable;
        var uptime = BinaryPrimitives.ReadUInt32BigEndian(payload[4..]);
        var time = BinaryPrimitives.ReadUInt32BigEndian(payload[8..]) * Clock.Second;
        var number = BinaryPrimitives.ReadUInt32BigEndian(payload[12..]);
        var domain = BinaryPrimitives.ReadUInt32BigEndian(payload[16..]);
        if (!Clock.Sane(time))
            return LineKind.Unreadable;
        // Version 9 numbers datagrams.
        sink.Sequence(Name(exporter, domain, 9), number, 1, time);
        return Sets(payload[20..], exporter, new(domain, Ipfix: false, time, uptime), sink, out _);
    }

    private LineKind Ipfix(ReadOnlySpan<byte> payload, Address exporter, RowSink sink)
    {
        if (payload.Length < 16 || BinaryPrimitives.ReadUInt16BigEndian(payload[2..]) is var length && (length < 16 || length > payload.Length))
            return LineKind.Unreadable;
        var time = BinaryPrimitives.ReadUInt32BigEndian(payload[4..]) * Clock.Second;
        var number = BinaryPrimitives.ReadUInt32BigEndian(payload[8..]);
        var domain = BinaryPrimitives.ReadUInt32BigEndian(payload[12..]);
        if (!Clock.Sane(time))
            return LineKind.Unreadable;
        var kind = Sets(payload[16..length], exporter, new(domain, Ipfix: true, time, 0), sink, out var records);
        // IPFIX numbers data records; of a set without its template the count is unknown, and the number shows a hole.
        if (kind == LineKind.Record && records >= 0)
            sink.Sequence(Name(exporter, domain, 10), number, records, time);
        return kind;
    }

    private LineKind Sets(ReadOnlySpan<byte> rest, Address exporter, ExportHeader header, RowSink sink, out int records)
    {
        records = 0;
        while (rest.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16BigEndian(rest);
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 4 || length > rest.Length)
                return LineKind.Unreadable;
            var body = rest[4..length];
            rest = rest[length..];
            var sound = id switch
            {
                0 or 2 => Learn(body, exporter, header, options: false, sink),
                1 or 3 => Learn(body, exporter, header, options: true, sink),
                < 256 => true,
                _ => Data(id, body, exporter, header, sink, ref records),
            };
            if (!sound)
                return LineKind.Unreadable;
        }
        return LineKind.Record;
    }

    private bool Learn(ReadOnlySpan<byte> body, Address exporter, ExportHeader header, bool options, RowSink sink)
    {
        while (body.Length >= 4)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(body) == 0)
                return true;
            if (ExportTemplate.Read(ref body, header.Ipfix, options, out var id) is not { } template)
                return false;
            templates[(exporter, header.Domain, header.Ipfix, id)] = template;
            var ready = waiting.Where(w => w.Exporter == exporter && w.Header.Domain == header.Domain && w.Header.Ipfix == header.Ipfix && w.Id == id).ToList();
            foreach (var set in ready)
            {
                waiting.Remove(set);
                var records = 0;
                Data(id, set.Data, exporter, set.Header, sink, ref records);
            }
        }
        return true;
    }

    private bool Data(ushort id, ReadOnlySpan<byte> body, Address exporter, ExportHeader header, RowSink sink, ref int records)
    {
        if (!templates.TryGetValue((exporter, header.Domain, header.Ipfix, id), out var template))
        {
            if (waiting.Count < MostWaiting)
                waiting.Add((exporter, header, id, body.ToArray()));
            else
                sink.Hole(header.Time, header.Time, HoleReason.UnreadableLine);
            records = int.MinValue / 2;
            return true;
        }
        while (body.Length >= template.Least)
        {
            var row = default(ExportRow);
            if (!template.Decode(ref body, ref row))
                return false;
            records++;
            if (template.IsOptions)
            {
                if (row.Sampling > 1)
                    sampling[(exporter, header.Domain)] = row.Sampling;
                continue;
            }
            FlowRecord record = default;
            if (!row.Fill(header, ref record))
                return false;
            record.Sampling = row.Sampling > 1 ? row.Sampling : sampling.GetValueOrDefault((exporter, header.Domain));
            sink.Flow(ref record, Device(exporter, header.Domain));
        }
        return true;
    }

    internal static byte[] Name(Address exporter, uint domain, int version) => System.Text.Encoding.ASCII.GetBytes($"{exporter}/{domain}/v{version}");

    internal static ulong Device(Address exporter, uint domain) => Mix.Hash(exporter.Low ^ exporter.High, domain);
}

/// <summary>What the header of an export says of its records.</summary>
/// <param name="Time">When it was sent.</param>
/// <param name="Uptime">Milliseconds since the exporter started, at that instant (version 9).</param>
internal readonly record struct ExportHeader(uint Domain, bool Ipfix, long Time, uint Uptime);
