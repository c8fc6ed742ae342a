using System.Buffers.Binary;
using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Reading;

/// <summary>
/// pcap (both byte orders, micro- and nanoseconds) and pcapng. If the first datagrams are flow exports (NetFlow 5 and 9,
/// IPFIX) the file is what a collector would have received and those exports are read; else every packet is a row.
/// </summary>
internal sealed class Capture(ReadingOptions options) : WholeReader
{
    private const int Largest = 1 << 24;

    private readonly FlowExport export = new(options.Mtu);
    private bool? exports;
    private long number;
    private long last;

    public override string Format => exports == true ? "pcap-flow-export" : "pcap";

    public static bool Recognises(ReadOnlySpan<byte> head) => head.Length >= 24 && (Classic(head, out _, out _) || IsNg(head));

    public override void Read(Stream content, CountingTarget target, InputFile file)
    {
        var buffer = new BlockBuffer(content);
        var head = buffer.Take(4).ToArray();
        var sound = head.Length == 4 && (IsNg(head) ? new PcapNg(this, buffer, target).Read() : ReadClassic(head, buffer, target));
        file.Truncated |= !sound || buffer.Cut;
        export.Close(target);
        file.Lines = number;
        file.Format = Format;
        if (refused is not null)
            (file.Refused, file.Truncated) = (refused, true);
    }

    private string? refused;

    private static bool IsNg(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x0A, 0x0D, 0x0D, 0x0A]);

    private static bool Classic(ReadOnlySpan<byte> head, out bool big, out bool nano)
    {
        var magic = BinaryPrimitives.ReadUInt32BigEndian(head);
        big = magic is 0xA1B2C3D4 or 0xA1B23C4D;
        nano = magic is 0xA1B23C4D or 0x4D3CB2A1;
        return big || magic is 0xD4C3B2A1 or 0x4D3CB2A1;
    }

    private bool ReadClassic(ReadOnlySpan<byte> magic, BlockBuffer buffer, CountingTarget target)
    {
        Classic(magic, out var big, out var nano);
        var endian = new Endian(big);
        var header = buffer.Take(20);
        if (header.Length == 0)
            return false;
        var link = endian.U32(header[16..]) & 0x0FFF_FFFF;
        if (!CanRead(link))
            return false;
        while (true)
        {
            var record = buffer.Take(16);
            if (record.Length == 0)
                return true;
            var time = (endian.U32(record) * Clock.Second) + (nano ? endian.U32(record[4..]) / 1000 : endian.U32(record[4..]));
            var captured = endian.U32(record[8..]);
            var wire = endian.U32(record[12..]);
            if (captured > Largest || !Clock.Sane(time))
            {
                target.At(number + 1);
                target.Unreadable();
                return false;
            }
            var bytes = buffer.Take((int)captured);
            if (bytes.Length < captured)
                return false;
            Packet(link, bytes, wire, time, target);
        }
    }

    public bool CanRead(uint link)
    {
        if (Reading.Packet.Understands(link))
            return true;
        refused = $"link-type-{link}";
        return false;
    }

    public void Packet(uint link, ReadOnlySpan<byte> bytes, long wire, long time, CountingTarget target)
    {
        target.At(++number);
        last = time;
        var packet = default(Packet);
        if (!packet.Read(link, bytes, wire))
        {
            target.Done(LineKind.Ignored);
            return;
        }
        exports ??= FlowExport.Looks(packet);
        if (exports == true)
        {
            target.Done(packet.Payload.Length > 0 ? export.Read(packet.Payload, packet.Source, target) : LineKind.Ignored);
            return;
        }
        FlowRecord record = default;
        record.Source = packet.Source;
        record.Destination = packet.Destination;
        record.SourcePort = packet.SourcePort;
        record.DestinationPort = packet.DestinationPort;
        record.Protocol = packet.Protocol;
        record.Start = record.End = record.Logged = time;
        record.SourceBytes = packet.Octets;
        record.SourcePackets = 1;
        record.SourcePayload = -1;
        target.Sink.Flow(ref record, 0);
        target.Done(LineKind.Record);
    }

    /// <summary>The capture dropped packets some time before <paramref name="until"/>.</summary>
    public static void Dropped(long since, long until, CountingTarget target) => target.Sink.Hole(since, until, HoleReason.DeviceSkipped);

    public long Last => last;
}
