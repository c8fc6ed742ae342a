using Rebato.Traffic;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>Files that nfcapd 1.7.1, nfdump 1.7.1 and a capture wrote, against what nfdump and tshark say of them.</summary>
public sealed class BinaryReaderTests
{
    private const long T = 1_789_546_200_000_000;

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Traffic", "Data", name);

    private static (Recorder Seen, InputFile File) Read(byte[] content)
    {
        var file = new InputFile("x", 0, InputFile.NoSensor);
        var target = new Target();
        var reader = WholeReader.For(content, ReadingOptions.Plain) ?? throw new InvalidOperationException("not recognised");
        reader.Read(new MemoryStream(content), target, file);
        file.UnreadableCount = target.Bad;
        return (target.Seen, file);
    }

    private sealed class Target : CountingTarget
    {
        public Recorder Seen { get; } = new();
        public int Bad { get; private set; }
        public override RowSink Sink => Seen;
        public override void At(long number) { }
        public override void Unreadable() => Bad++;
        public override void Done(LineKind kind) => Bad += kind == LineKind.Unreadable ? 1 : 0;
    }

    [Fact]
    public void Nfcapd_files_say_what_nfdump_says_of_them()
    {
        var (seen, file) = Read(System.IO.File.ReadAllBytes(Data("nfcapd.lz4")));
        var (csv, format, kinds) = Recorder.Read(System.IO.File.ReadAllText(Data("nfdump.csv")));
        var (json, jsonFile) = Read(System.IO.File.ReadAllBytes(Data("nfdump.json")));
        Assert.Equal((40, "nfdump-csv", false, 0L), (seen.Flows.Count, format, file.Truncated, file.UnreadableCount));
        Assert.DoesNotContain(LineKind.Unreadable, kinds);
        Assert.Equal((120_380L, 380L), (seen.Flows.Sum(f => f.SourceBytes), seen.Flows.Sum(f => f.SourcePackets)));
        Assert.Equal(csv.Flows.Select(Key), seen.Flows.Select(Key));
        Assert.Equal(json.Flows.Select(Key), seen.Flows.Select(Key));
        Assert.False(jsonFile.Truncated);
        static string Key(FlowRecord f) => $"{f.Source}:{f.SourcePort} {f.Destination}:{f.DestinationPort} {f.Protocol} {f.Start} {f.End} {f.SourceBytes} {f.DestinationBytes} {f.SourcePackets}";
    }

    [Fact]
    public void Exports_in_a_capture_are_read_with_their_templates_even_when_these_come_late()
    {
        var (seen, file) = Read(System.IO.File.ReadAllBytes(Data("exports.pcap")));
        Assert.Equal(("pcap-flow-export", 0L, false), (file.Format, file.UnreadableCount, file.Truncated));
        Assert.Equal(6, seen.Flows.Count);
        Assert.All(seen.Flows.Take(3), f => Assert.Equal((T - (60 * Rig.Second), T - Rig.Second), (f.Start, f.End)));
        Assert.Equal((5_000_000_000L, 700L), (seen.Flows[3].SourceBytes, seen.Flows[3].DestinationBytes));
        Assert.Equal((9_000L, 800L, "2001:db8::66"), (seen.Flows[4].SourceBytes, seen.Flows[4].DestinationBytes, seen.Flows[4].Destination.ToString()));
        Assert.InRange(seen.Flows[4].Start, T - (60 * Rig.Second) + 499_999, T - (60 * Rig.Second) + 500_001);
        Assert.Equal([100L, 1L, 2L, 40L], seen.Numbers.Select(n => n.Number));
        Assert.Equal([3L, 1L, 1L, 2L], seen.Numbers.Select(n => n.Count));
    }

    [Fact]
    public void Packets_count_what_their_ip_header_says_even_when_the_capture_cut_them()
    {
        var (seen, file) = Read(System.IO.File.ReadAllBytes(Data("packets.pcapng")));
        Assert.Equal(("pcap", false), (file.Format, file.Truncated));
        Assert.Equal([1028L, 1428L, 38L, 60L], seen.Flows.Select(f => f.SourceBytes));
        Assert.Equal(T + 250_000, seen.Flows[0].Start);
        Assert.Equal((T + 250_000, T + (100 * Rig.Second), HoleReason.DeviceSkipped), Assert.Single(seen.Holes));
    }

    [Theory]
    [InlineData("nfcapd.lz4")]
    [InlineData("exports.pcap")]
    [InlineData("packets.pcapng")]
    [InlineData("nfdump.json")]
    public void A_cut_file_is_known_as_such_wherever_it_is_cut(string name)
    {
        var whole = System.IO.File.ReadAllBytes(Data(name));
        for (var length = name.EndsWith("json", StringComparison.Ordinal) ? 700 : 64; length < whole.Length - 70; length += 7)
        {
            var (_, file) = Read(whole[..length]);
            // Between two packets a cut capture is a shorter capture: nothing in the format could tell.
            Assert.True(file.Truncated || file.UnreadableCount > 0 || name.Contains("pcap", StringComparison.Ordinal), $"{name} at {length}");
        }
    }

    [Fact]
    public void A_narrow_netflow_counter_counts_what_its_packets_could_have_carried()
    {
        var row = new byte[72];
        row[1] = 5;
        row[3] = 1;
        (row[8], row[9], row[10], row[11]) = (0x6A, 0xAA, 0xAA, 0xAA);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(row.AsSpan(24 + 16), 6_000_000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(row.AsSpan(24 + 20), 1_000);
        var seen = new Recorder();
        Assert.Equal(LineKind.Record, new NetFlow5(1500).Read(row, Rebato.Traffic.Address.V4(1), seen));
        Assert.Equal(1_000 + (2L << 32), seen.Flows[0].SourceBytes);
        Assert.Equal(FlowMarks.Estimated, seen.Flows[0].Marks);
    }
}
