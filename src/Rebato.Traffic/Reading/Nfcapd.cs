using System.Buffers.Binary;
using K4os.Compression.LZ4;
using Rebato.Traffic.Ingest;
using SharpCompress.Compressors.BZip2;

namespace Rebato.Traffic.Reading;

/// <summary>
/// nfdump's own files, layout 2 (nfdump 1.7): a header, blocks of records, each record a list of elements. Records that
/// were scaled from samples say so and are refused as a bound. Layout 1 and LZO are refused: nfdump exports them.
/// </summary>
internal sealed class Nfcapd : WholeReader
{
    private const int HeaderSize = 40, BlockHead = 12, LargestBlock = 64 << 20, V3Record = 11, V3Head = 12;

    private byte[] plain = new byte[6 << 20];
    private long number;

    public override string Format => "nfcapd";

    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= HeaderSize && BinaryPrimitives.ReadUInt16LittleEndian(head) == 0xA50C;

    public override void Read(Stream content, CountingTarget target, InputFile file)
    {
        var buffer = new BlockBuffer(content);
        var head = buffer.Take(HeaderSize).ToArray();
        file.Refused = head.Length < HeaderSize ? "nfcapd-cut"
            : BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2)) != 2 ? "nfcapd-layout-1"
            : head[17] != 0 ? "nfcapd-encrypted"
            : head[16] is 0 or 2 or 3 or 4 ? null : "nfcapd-lzo";
        if (file.Refused is not null)
            return;
        var blocks = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(36));
        for (var b = 0u; b < blocks; b++)
        {
            if (!Block(buffer, head[16], target, file))
            {
                file.Truncated = true;
                break;
            }
        }
        // The appendix (names, statistics) stands after the blocks; it holds no flows, and a file without it was cut.
        for (var a = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(18)); a > 0 && !file.Truncated; a--)
            file.Truncated = Body(buffer).Length == 0;
        file.Lines = number;
    }

    private static ReadOnlySpan<byte> Body(BlockBuffer buffer)
    {
        var head = buffer.Take(BlockHead);
        if (head.Length == 0)
            return default;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        return size > LargestBlock ? default : buffer.Take((int)size);
    }

    private bool Block(BlockBuffer buffer, byte compression, CountingTarget target, InputFile file)
    {
        var head = buffer.Take(BlockHead);
        if (head.Length == 0)
            return false;
        var records = BinaryPrimitives.ReadUInt32LittleEndian(head);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        var type = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        var stored = (BinaryPrimitives.ReadUInt16LittleEndian(head[10..]) & 1) != 0;
        if (size > LargestBlock)
            return false;
        var body = buffer.Take((int)size);
        if (body.Length < size)
            return false;
        if (type != 3)
            return true;
        var length = stored || compression == 0 ? -1 : Unpack(compression, body);
        if (length == -2)
        {
            target.At(++number);
            target.Unreadable();
            return true;
        }
        return Records(length < 0 ? body : plain.AsSpan(0, length), records, target, file);
    }

    /// <summary>Unpacks into <see cref="plain"/>; −2 when it can't.</summary>
    private int Unpack(byte compression, ReadOnlySpan<byte> body)
    {
        try
        {
            return compression switch
            {
                3 => UnpackLz4(body),
                4 => UnpackStream(new ZstdSharp.DecompressionStream(new MemoryStream(body.ToArray()))),
                _ => UnpackStream(BZip2Stream.Create(new MemoryStream(body.ToArray()), SharpCompress.Compressors.CompressionMode.Decompress, false)),
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return -2;
        }
    }

    private int UnpackLz4(ReadOnlySpan<byte> body)
    {
        for (var length = -1; ; plain = new byte[plain.Length * 2])
        {
            length = LZ4Codec.Decode(body, plain);
            if (length >= 0 || plain.Length >= LargestBlock)
                return length >= 0 ? length : -2;
        }
    }

    private int UnpackStream(Stream stream)
    {
        using (stream)
        {
            var length = 0;
            for (int read; (read = stream.Read(plain, length, plain.Length - length)) > 0; length += read)
            {
                if (length + read == plain.Length && plain.Length < LargestBlock)
                    Array.Resize(ref plain, plain.Length * 2);
            }
            return length == plain.Length ? -2 : length;
        }
    }

    private bool Records(ReadOnlySpan<byte> rest, uint count, CountingTarget target, InputFile file)
    {
        for (var i = 0u; i < count; i++)
        {
            target.At(++number);
            if (rest.Length < 4 || BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) is var size && (size < 4 || size > rest.Length))
            {
                target.Unreadable();
                return true;
            }
            var record = rest[..size];
            rest = rest[size..];
            target.Done(BinaryPrimitives.ReadUInt16LittleEndian(record) switch
            {
                V3Record => Flow(record, target.Sink, file),
                // Record kinds that hold no flow: exporters, samplers, statistics, names.
                7 or 8 or 9 or 10 or 12 or 13 or 14 or 15 => LineKind.Ignored,
                _ => LineKind.Unreadable,
            });
        }
        return true;
    }

    private static LineKind Flow(ReadOnlySpan<byte> record, RowSink sink, InputFile file)
    {
        if (record.Length < V3Head)
            return LineKind.Unreadable;
        var elements = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
        if ((record[10] & 2) != 0)
            file.CannotBound = "nfcapd-sampled";
        var exporter = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
        FlowRecord flow = default;
        flow.SourcePayload = -1;
        var rest = record[V3Head..];
        var seen = 0;
        for (var e = 0; e < elements; e++)
        {
            if (rest.Length < 4 || BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) is var length && (length < 4 || length > rest.Length))
                return LineKind.Unreadable;
            seen |= Element(BinaryPrimitives.ReadUInt16LittleEndian(rest), rest[4..length], ref flow);
            rest = rest[length..];
        }
        if (seen != 3 || !Clock.Sane(flow.Start) || flow.SourceBytes < 0 || flow.DestinationBytes < 0)
            return LineKind.Unreadable;
        if (flow.End < flow.Start)
            flow.End = flow.Start;
        if (!Clock.Sane(flow.Logged))
            flow.Logged = flow.End;
        sink.Flow(ref flow, exporter);
        return LineKind.Record;
    }

    /// <summary>Takes an element in; 1 for the generic one, 2 for the addresses.</summary>
    private static int Element(ushort type, ReadOnlySpan<byte> body, ref FlowRecord flow)
    {
        switch (type)
        {
            case 1 when body.Length >= 48:
                flow.Start = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(body), long.MaxValue / 1000) * 1000;
                flow.End = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(body[8..]), long.MaxValue / 1000) * 1000;
                flow.Logged = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(body[16..]), long.MaxValue / 1000) * 1000;
                flow.SourcePackets = BinaryPrimitives.ReadInt64LittleEndian(body[24..]);
                flow.SourceBytes = BinaryPrimitives.ReadInt64LittleEndian(body[32..]);
                flow.SourcePort = BinaryPrimitives.ReadUInt16LittleEndian(body[40..]);
                flow.DestinationPort = BinaryPrimitives.ReadUInt16LittleEndian(body[42..]);
                flow.Protocol = body[44];
                return 1;
            case 2 when body.Length >= 8:
                flow.Source = Address.V4(BinaryPrimitives.ReadUInt32LittleEndian(body));
                flow.Destination = Address.V4(BinaryPrimitives.ReadUInt32LittleEndian(body[4..]));
                return 2;
            case 3 when body.Length >= 32:
                flow.Source = new(BinaryPrimitives.ReadUInt64LittleEndian(body), BinaryPrimitives.ReadUInt64LittleEndian(body[8..]));
                flow.Destination = new(BinaryPrimitives.ReadUInt64LittleEndian(body[16..]), BinaryPrimitives.ReadUInt64LittleEndian(body[24..]));
                return 2;
            case 5 when body.Length >= 24:
                flow.DestinationPackets = BinaryPrimitives.ReadInt64LittleEndian(body[8..]);
                flow.DestinationBytes = BinaryPrimitives.ReadInt64LittleEndian(body[16..]);
                return 0;
            default:
                return 0;
        }
    }
}
