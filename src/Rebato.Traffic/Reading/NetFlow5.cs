using System.Buffers.Binary;

namespace Rebato.Traffic.Reading;

/// <summary>
/// NetFlow version 5: 24 octets of header, 48 for each record. Its octet counter has 32 bits, so a flow of many packets may
/// have wrapped it: the most that its packets could have carried is counted. The sequence numbers flows.
/// </summary>
internal sealed class NetFlow5(int mtu)
{
    private const int Header = 24, Row = 48;

    public LineKind Read(ReadOnlySpan<byte> payload, Address exporter, RowSink sink)
    {
        if (payload.Length < Header)
            return LineKind.Unreadable;
        var count = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        var uptime = BinaryPrimitives.ReadUInt32BigEndian(payload[4..]);
        var time = (BinaryPrimitives.ReadUInt32BigEndian(payload[8..]) * Clock.Second) + (BinaryPrimitives.ReadUInt32BigEndian(payload[12..]) / 1000);
        var number = BinaryPrimitives.ReadUInt32BigEndian(payload[16..]);
        uint engine = BinaryPrimitives.ReadUInt16BigEndian(payload[20..]);
        var interval = BinaryPrimitives.ReadUInt16BigEndian(payload[22..]);
        if (count == 0 || payload.Length < Header + (Row * count) || !Clock.Sane(time))
            return LineKind.Unreadable;
        sink.Sequence(FlowExport.Name(exporter, engine, 5), number, count, time);
        for (var i = 0; i < count; i++)
        {
            FlowRecord record = default;
            Fill(payload.Slice(Header + (i * Row), Row), uptime, time, ref record);
            record.Sampling = interval >> 14 == 0 ? 0 : interval & 0x3FFF;
            sink.Flow(ref record, FlowExport.Device(exporter, engine));
        }
        return LineKind.Record;
    }

    private void Fill(ReadOnlySpan<byte> row, uint uptime, long time, ref FlowRecord record)
    {
        record.Source = Address.FromBytes(row[..4]);
        record.Destination = Address.FromBytes(row.Slice(4, 4));
        record.SourcePackets = BinaryPrimitives.ReadUInt32BigEndian(row[16..]);
        record.SourceBytes = BinaryPrimitives.ReadUInt32BigEndian(row[20..]);
        record.SourcePayload = -1;
        record.Start = time - (unchecked(uptime - BinaryPrimitives.ReadUInt32BigEndian(row[24..])) * 1000L);
        record.End = time - (unchecked(uptime - BinaryPrimitives.ReadUInt32BigEndian(row[28..])) * 1000L);
        if (record.Start > record.End || record.Start < time - (30 * 24 * Clock.Hour))
            record.Start = record.End = time;
        record.Logged = time;
        record.SourcePort = BinaryPrimitives.ReadUInt16BigEndian(row[32..]);
        record.DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(row[34..]);
        record.Protocol = row[38];
        var most = record.SourcePackets * mtu;
        if (most <= uint.MaxValue || most < record.SourceBytes)
            return;
        record.SourceBytes += (most - record.SourceBytes) >> 32 << 32;
        record.Marks |= FlowMarks.Estimated;
    }
}
