namespace Rebato.Traffic.Reading;

/// <summary>The blocks of a pcapng file (draft-ietf-opsawg-pcapng). Statistics blocks say what the capture dropped.</summary>
internal sealed class PcapNg(Capture capture, BlockBuffer buffer, CountingTarget target)
{
    private const uint Section = 0x0A0D0D0A, Interface = 1, Simple = 3, Statistics = 5, Enhanced = 6;
    private const int Largest = 1 << 24;

    private readonly List<(uint Link, ulong PerSecond, uint Snap)> interfaces = [];
    private Endian endian = new(big: true);
    private long first;

    /// <summary>Reads to the end, the first block's type being already read; false when it met damage.</summary>
    public bool Read()
    {
        if (!ReadSection())
            return false;
        while (true)
        {
            var head = buffer.Take(4);
            if (head.Length == 0)
                return true;
            var type = endian.U32(head);
            if (type == Section)
            {
                if (!ReadSection())
                    return false;
                continue;
            }
            var size = buffer.Take(4);
            if (size.Length == 0)
                return false;
            var length = endian.U32(size);
            if (length < 12 || length % 4 != 0 || length > Largest)
                return Damage();
            var body = buffer.Take((int)length - 8);
            if (body.Length == 0 || endian.U32(body[^4..]) != length || !Block(type, body[..^4]))
                return Damage();
        }
    }

    private bool ReadSection()
    {
        var start = buffer.Take(8);
        if (start.Length == 0)
            return false;
        var order = new Endian(big: true).U32(start[4..]);
        if (order is not (0x1A2B3C4D or 0x4D3C2B1A))
            return Damage();
        endian = new(big: order == 0x1A2B3C4D);
        var length = endian.U32(start);
        if (length < 28 || length % 4 != 0 || length > Largest)
            return Damage();
        interfaces.Clear();
        return buffer.Take((int)length - 12).Length > 0;
    }

    private bool Block(uint type, ReadOnlySpan<byte> body) => type switch
    {
        Interface => AddInterface(body),
        Enhanced => ReadEnhanced(body),
        Simple => ReadSimple(body),
        Statistics => ReadStatistics(body),
        _ => true,
    };

    private bool AddInterface(ReadOnlySpan<byte> body)
    {
        if (body.Length < 8)
            return false;
        var perSecond = 1_000_000UL;
        foreach (var option in new Options(body[8..], endian))
        {
            if (option.Code != 9 || option.Value.Length < 1)
                continue;
            var power = option.Value[0] & 0x7F;
            if ((option.Value[0] & 0x80) != 0 ? power > 40 : power > 12)
                return false;
            perSecond = (option.Value[0] & 0x80) != 0 ? 1UL << power : (ulong)Math.Pow(10, power);
        }
        interfaces.Add((endian.U16(body), perSecond, endian.U32(body[4..])));
        return capture.CanRead(endian.U16(body));
    }

    private bool ReadEnhanced(ReadOnlySpan<byte> body)
    {
        if (body.Length < 20 || endian.U32(body) >= interfaces.Count)
            return false;
        var (link, perSecond, _) = interfaces[(int)endian.U32(body)];
        var time = Time(endian.U32(body[4..]), endian.U32(body[8..]), perSecond);
        var captured = endian.U32(body[12..]);
        if (captured > body.Length - 20 || !Clock.Sane(time))
            return false;
        if (first == 0)
            first = time;
        capture.Packet(link, body.Slice(20, (int)captured), endian.U32(body[16..]), time, target);
        return true;
    }

    private bool ReadSimple(ReadOnlySpan<byte> body)
    {
        // A simple block has no instant; without any before it nothing can be said of when it passed.
        if (body.Length < 4 || interfaces.Count == 0 || capture.Last == 0)
            return false;
        var wire = endian.U32(body);
        var snap = interfaces[0].Snap;
        var captured = Math.Min(Math.Min(wire, snap == 0 ? uint.MaxValue : snap), (uint)(body.Length - 4));
        capture.Packet(interfaces[0].Link, body.Slice(4, (int)captured), wire, capture.Last, target);
        return true;
    }

    private bool ReadStatistics(ReadOnlySpan<byte> body)
    {
        if (body.Length < 12 || endian.U32(body) >= interfaces.Count)
            return false;
        var time = Time(endian.U32(body[4..]), endian.U32(body[8..]), interfaces[(int)endian.U32(body)].PerSecond);
        var dropped = false;
        foreach (var option in new Options(body[12..], endian))
            dropped |= option.Code is 5 or 7 && option.Value.Length >= 8 && endian.U64(option.Value) > 0;
        if (dropped)
            Capture.Dropped(first == 0 ? time : first, Math.Max(time, capture.Last), target);
        return true;
    }

    private bool Damage()
    {
        target.Unreadable();
        return false;
    }

    private static long Time(uint high, uint low, ulong perSecond)
    {
        var units = ((ulong)high << 32) | low;
        var seconds = units / perSecond;
        return seconds > 10_000_000_000 ? -1 : (long)((seconds * 1_000_000) + (ulong)((UInt128)(units % perSecond) * 1_000_000 / perSecond));
    }

    /// <summary>The options that end a block.</summary>
    private readonly ref struct Options(ReadOnlySpan<byte> bytes, Endian endian)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private readonly Endian endian = endian;

        public Enumerator GetEnumerator() => new(bytes, endian);

        public ref struct Enumerator(ReadOnlySpan<byte> bytes, Endian endian)
        {
            private readonly Endian endian = endian;
            private ReadOnlySpan<byte> rest = bytes;

            public Option Current { get; private set; }

            public bool MoveNext()
            {
                if (rest.Length < 4 || endian.U16(rest) == 0)
                    return false;
                var length = endian.U16(rest[2..]);
                var padded = (length + 3) & ~3;
                if (rest.Length < 4 + padded)
                    return false;
                Current = new(endian.U16(rest), rest.Slice(4, length));
                rest = rest[(4 + padded)..];
                return true;
            }
        }
    }

    private readonly ref struct Option(ushort code, ReadOnlySpan<byte> value)
    {
        public ushort Code { get; } = code;
        public ReadOnlySpan<byte> Value { get; } = value;
    }
}
