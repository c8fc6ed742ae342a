using Rebato.Kernel;
using Rebato.Traffic;
using Rebato.Traffic.Reading;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>Each format, read from lines as its devices write them.</summary>
public sealed class ReaderTests
{
    private static long At(string utc) => Instant.From(DateTimeOffset.Parse(utc)).Micros;

    [Fact]
    public void Zeek_counts_ip_octets_plus_what_it_missed_in_both_directions()
    {
        var (seen, format, _) = Recorder.Read(Rig.ConnHeader
            + "1789545600.250000\tCabc\t10.1.0.5\t51000\t203.0.113.66\t443\ttcp\tssl\t10.500000\t1000\t2000\tSF\tT\tF\t300\tShADad\t9\t1400\t8\t2300\t-\n");
        Assert.Equal("zeek-conn-tsv", format);
        var flow = Assert.Single(seen.Flows);
        Assert.Equal(1700, flow.SourceBytes);
        Assert.Equal(2600, flow.DestinationBytes);
        Assert.Equal(1000, flow.SourcePayload);
        Assert.Equal(1_789_545_600_250_000, flow.Start);
        Assert.Equal(1_789_545_610_750_000, flow.Logged);
        Assert.Equal((51000, 443, 6), (flow.SourcePort, flow.DestinationPort, flow.Protocol));
        Assert.Equal(FlowMarks.Estimated, flow.Marks);
    }

    [Theory]
    [InlineData("ShADadC", "SourceUnmeasured")]
    [InlineData("ShADadc", "DestinationUnmeasured")]
    [InlineData("Dx", "SourceUnmeasured, DestinationUnmeasured")]
    public void Zeek_does_not_count_packets_with_bad_checksums_so_that_side_is_unmeasured(string history, string marks)
    {
        var (seen, _, _) = Recorder.Read(Rig.ConnHeader + new Conn(Rig.T0, 1, Rig.Padron, Rig.Evil, 443, 100, 100) { History = history }.Text);
        Assert.Equal(marks, seen.Flows[0].Marks.ToString());
    }

    [Fact]
    public void Zeek_columns_are_found_by_name_whatever_their_order_separator_or_scope()
    {
        var (seen, _, kinds) = Recorder.Read(
            "#separator \\x7c\n#unset_field|*\n#path|conn\n#fields|_node_name|ts|id_orig_h|id_resp_h|id_resp_p|orig_ip_bytes|resp_ip_bytes|orig_pkts|resp_pkts\n"
            + "n1|1789545600.000000|10.1.0.5|::ffff:203.0.113.66|443|500|*|3|0\n");
        Assert.Equal([LineKind.Record], kinds);
        Assert.Equal("203.0.113.66", seen.Flows[0].Destination.ToString());
        Assert.Equal(500, seen.Flows[0].SourceBytes);
        Assert.True((seen.Flows[0].Marks & FlowMarks.DestinationUnmeasured) != 0);
    }

    [Fact]
    public void A_header_that_changes_in_the_middle_changes_the_columns()
    {
        var (seen, _, _) = Recorder.Read("#separator \\x09\n#path\tconn\n#fields\tts\tid.orig_h\tid.resp_h\torig_ip_bytes\tresp_ip_bytes\n"
            + "1789545600.0\t10.1.0.5\t203.0.113.66\t7\t8\n#close\t2026\n#separator \\x09\n#path\tconn\n#fields\tid.resp_h\tid.orig_h\tts\tresp_ip_bytes\torig_ip_bytes\n"
            + "203.0.113.66\t10.1.0.5\t1789545600.0\t8\t7\n");
        Assert.Equal(2, seen.Flows.Count);
        Assert.All(seen.Flows, f => Assert.Equal((7L, 8L, "10.1.0.5"), (f.SourceBytes, f.DestinationBytes, f.Source.ToString())));
    }

    [Fact]
    public void A_connection_log_without_its_columns_is_unreadable_and_another_log_is_skipped()
    {
        var (_, _, conn) = Recorder.Read("#separator \\x09\n#path\tconn\n#fields\tts\tid.orig_h\n1789545600.0\t10.1.0.5\n");
        Assert.Equal([LineKind.Unreadable], conn);
        var (_, _, http) = Recorder.Read("#separator \\x09\n#path\thttp\n#fields\tts\tuid\n1789545600.0\tC1\n");
        Assert.Equal([LineKind.Ignored], http);
    }

    [Fact]
    public void Zeek_json_says_the_same_as_its_tsv()
    {
        var (seen, format, kinds) = Recorder.Read(
            """{"ts":1789545600.25,"uid":"Cabc","id.orig_h":"10.1.0.5","id.orig_p":51000,"id.resp_h":"203.0.113.66","id.resp_p":443,"proto":"tcp","duration":9.5e-07,"orig_bytes":1000,"resp_bytes":2000,"conn_state":"SF","missed_bytes":300,"history":"ShADad","orig_pkts":9,"orig_ip_bytes":1400,"resp_pkts":8,"resp_ip_bytes":2300,"x":{"a":["}"]}}""" + "\n"
            + """{"ts":"2026-09-16T08:00:00.250000Z","id.orig_h":"10.1.0.5","id.resp_h":"fd00::1","proto":"udp","conn_state":"S0","orig_pkts":1,"orig_ip_bytes":61,"resp_pkts":0,"resp_ip_bytes":0}""" + "\n"
            + """{"ts":1789545600.25,"id.orig_h":"10.1.0.5","conn_sta""" + "\n");
        Assert.Equal("zeek-conn-json", format);
        Assert.Equal([LineKind.Record, LineKind.Record, LineKind.Unreadable], kinds);
        Assert.Equal((1700L, 2600L, 1_789_545_600_250_000L), (seen.Flows[0].SourceBytes, seen.Flows[0].DestinationBytes, seen.Flows[0].Start));
        Assert.Equal(At("2026-09-16T08:00:00.25Z"), seen.Flows[1].Start);
        Assert.Equal((61L, 0L, FlowMarks.None), (seen.Flows[1].SourceBytes, seen.Flows[1].DestinationBytes, seen.Flows[1].Marks));
    }

    [Fact]
    public void Zeek_dns_gives_the_names_asked()
    {
        var (tsv, _, _) = Recorder.Read("#separator \\x09\n#unset_field\t-\n#path\tdns\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tquery\n"
            + "1789545600.0\tC\t10.2.0.77\t5353\t10.0.0.53\t53\tabc.t.evil.example\n1789545600.0\tC\t10.2.0.77\t5353\t10.0.0.53\t53\t-\n");
        Assert.Equal(["abc.t.evil.example"], tsv.Names);
        var (json, format, _) = Recorder.Read("""{"ts":1789545600.0,"id.orig_h":"10.2.0.77","id.resp_h":"10.0.0.53","query":"x.example","qtype":1}""" + "\n");
        Assert.Equal("zeek-dns-json", format);
        Assert.Equal(["x.example"], json.Names);
    }

    [Fact]
    public void Nfdump_csv_is_read_in_both_of_its_shapes()
    {
        var (old, format, kinds) = Recorder.Read("ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n"
            + "2026-09-16 10:00:00.500,2026-09-16 10:00:02.000,1.500,10.1.0.5,203.0.113.66,51000,443,TCP,...AP.SF,0,0,9,1400,8,2300\n"
            + "Summary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n1,1400,9,7466,6,155\n",
            new(new WallClock(TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"))));
        Assert.Equal("nfdump-csv", format);
        Assert.Equal([LineKind.Record, LineKind.Ignored, LineKind.Ignored, LineKind.Ignored], kinds);
        Assert.Equal((At("2026-09-16T08:00:00.5Z"), At("2026-09-16T08:00:02Z"), 1400L, 2300L),
            (old.Flows[0].Start, old.Flows[0].End, old.Flows[0].SourceBytes, old.Flows[0].DestinationBytes));
        var text = "firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows\n1789545600.500,2.000,17,10.1.0.5,51000,203.0.113.66,443,9,1400,1\n";
        var (recent, _, _) = Recorder.Read(text);
        Assert.Equal((1_789_545_600_500_000L, 1_789_545_602_500_000L, 1400L, 0L),
            (recent.Flows[0].Start, recent.Flows[0].End, recent.Flows[0].SourceBytes, recent.Flows[0].DestinationBytes));
        Assert.Equal("nfdump-csv-without-way-back", Recognition.Text(System.Text.Encoding.UTF8.GetBytes(text), ReadingOptions.Plain)!.CannotBound);
    }

    [Fact]
    public void FortiGate_tells_interim_rows_long_sessions_and_short_ones_apart()
    {
        const string Head = """<189>date=2026-09-16 time=10:00:00 devname="FGT" devid="FG100" """;
        const string Tail = """ vd="root" eventtime=1789545600000000000 tz="+0200" srcip=10.1.0.5 srcport=51000 dstip=203.0.113.66 dstport=443 sessionid=77 proto=6 action="accept" policyid=1 service="HTTPS" """;
        var (seen, format, kinds) = Recorder.Read(
            $"{Head}logid=\"0000000020\" type=\"traffic\" subtype=\"forward\"{Tail}duration=240 sentbyte=5000 rcvdbyte=100 sentpkt=9 rcvdpkt=3 sentdelta=2000 rcvddelta=10\n"
            + $"{Head}logid=\"0000000013\" type=\"traffic\" subtype=\"forward\"{Tail}duration=300 sentbyte=7000 rcvdbyte=100\n"
            + $"{Head}logid=\"0000000013\" type=\"traffic\" subtype=\"forward\"{Tail}duration=3 sentbyte=164 rcvdbyte=1385\n"
            + $"{Head}logid=\"0316013056\" type=\"utm\" subtype=\"webfilter\"{Tail}sentbyte=9\n"
            + $"{Head}logid=\"0000000013\" type=\"traffic\"{Tail}duration=3 rcvdbyte=1385\n");
        Assert.Equal("fortigate", format);
        Assert.Equal([LineKind.Record, LineKind.Record, LineKind.Record, LineKind.Ignored, LineKind.Record], kinds);
        Assert.Equal([(5000L, 77L, false), (7000L, 77L, true)], seen.Sessions.Select(s => (s.Record.SourceBytes, s.Session, s.Final)));
        Assert.Equal(1_789_545_597_000_000, seen.Flows[0].Start);
        Assert.Equal(FlowMarks.SourceUnmeasured, seen.Flows[1].Marks);
    }

    [Fact]
    public void FortiGate_straight_from_the_device_names_no_device_and_other_kinds_of_row_may_be_broken()
    {
        const string Row = "date=2026-09-16 time=10:00:00 logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" vd=\"root\" eventtime=1789545600 srcip=10.1.0.5 dstip=203.0.113.66 proto=6 duration=1 sentbyte=4 rcvdbyte=5\n";
        var (seen, format, kinds) = Recorder.Read(Row + "date=2026-09-16 time=10:00:00 logid=\"0111046409\" type=\"event\" subtype=\"wad\" msg=\"never closed\n" + Row.Replace("sentbyte", "x=\"y", StringComparison.Ordinal));
        Assert.Equal("fortigate", format);
        Assert.Equal([LineKind.Record, LineKind.Ignored, LineKind.Unreadable], kinds);
        Assert.Equal(4, Assert.Single(seen.Flows).SourceBytes);
    }

    [Theory]
    [InlineData("eventtime=1789545600")]
    [InlineData("eventtime=1789545600000000000")]
    [InlineData("tz=\"+0200\"")]
    [InlineData("")]
    public void FortiGate_time_is_read_from_whichever_field_the_version_writes(string field)
    {
        var zone = new WallClock(TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"));
        var (seen, _, _) = Recorder.Read($"date=2026-09-16 time=10:00:00 devid=\"F\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" {field} srcip=10.1.0.5 dstip=203.0.113.66 proto=6 sentbyte=1 rcvdbyte=2\n", new(zone));
        Assert.Equal(At("2026-09-16T08:00:00Z"), seen.Flows[0].End);
    }

    [Fact]
    public void Palo_alto_counts_ended_sessions_and_numbers_every_row()
    {
        static string Row(string subtype, int number) =>
            $"<14>Sep 16 10:00:00 fw 1,2026/09/16 10:00:00,0123,TRAFFIC,{subtype},2305,2026/09/16 10:00:00,10.1.0.5,203.0.113.66,0.0.0.0,0.0.0.0,\"rule, one\",,,ssl,vsys1,in,out,e1,e2,log,2026/09/16 10:00:00,99,1,51000,443,0,0,0x19,tcp,allow,900,600,300,7,2026/09/16 09:59:50,8,any,0,{number},0x0,10.0.0.0,ES,0,4,3\n";
        var (seen, format, kinds) = Recorder.Read(Row("start", 500) + Row("end", 501));
        Assert.Equal("paloalto", format);
        Assert.Equal([LineKind.Ignored, LineKind.Record], kinds);
        Assert.Equal([("0123", 500L, 1L), ("0123", 501L, 1L)], seen.Numbers);
        Assert.Equal((600L, 300L, 4L, 3L, (ushort)443), (seen.Flows[0].SourceBytes, seen.Flows[0].DestinationBytes, seen.Flows[0].SourcePackets, seen.Flows[0].DestinationPackets, seen.Flows[0].DestinationPort));
        Assert.Equal(At("2026-09-16T09:59:50Z"), seen.Flows[0].Start);
    }

    [Fact]
    public void Vpc_rows_tell_silence_from_blindness_and_rejects_did_not_leave()
    {
        var (seen, format, kinds) = Recorder.Read(
            "2 123456789010 eni-1 10.1.0.5 203.0.113.66 51000 443 6 10 840 1789545600 1789545660 ACCEPT OK\n"
            + "2 123456789010 eni-1 10.1.0.5 203.0.113.66 51000 443 6 10 840 1789545600 1789545660 REJECT OK\n"
            + "2 123456789010 eni-1 - - - - - - - 1789545660 1789545720 - NODATA\n"
            + "2 123456789010 eni-1 - - - - - - - 1789545720 1789545780 - SKIPDATA\n");
        Assert.Equal("vpc-flow", format);
        Assert.All(kinds, k => Assert.Equal(LineKind.Record, k));
        Assert.Equal([FlowMarks.None, FlowMarks.Blocked], seen.Flows.Select(f => f.Marks));
        Assert.Equal((1_789_545_660_000_000, 1_789_545_720_000_000), Assert.Single(seen.Silences));
        Assert.Equal(HoleReason.DeviceSkipped, Assert.Single(seen.Holes).Reason);
    }

    [Fact]
    public void A_vpc_header_names_the_columns_and_the_real_source_wins()
    {
        var (seen, _, _) = Recorder.Read("version srcaddr dstaddr pkt-srcaddr bytes start end protocol\n3 10.9.9.9 203.0.113.66 10.1.0.5 840 1789545600 1789545660 6\n");
        Assert.Equal(("10.1.0.5", 840L), (seen.Flows[0].Source.ToString(), seen.Flows[0].SourceBytes));
    }

    [Fact]
    public void Squid_has_no_upload_counter_so_it_finds_and_never_bounds()
    {
        const string Text = "1789545600.123   5000 10.2.0.77 TCP_TUNNEL/200 3920 CONNECT files.example:443 - HIER_DIRECT/203.0.113.66 -\n"
            + "1789545601.000      1 10.2.0.77 TCP_DENIED/403 3920 GET http://bad.example/x?y - HIER_NONE/- text/html\n";
        var (seen, format, _) = Recorder.Read(Text);
        Assert.Equal("squid-native", format);
        Assert.Equal("squid-no-upload-counter", new Squid().CannotBound);
        Assert.Equal(["files.example", "bad.example"], seen.Names);
        Assert.Equal([FlowMarks.SourceUnmeasured, FlowMarks.Blocked], seen.Flows.Select(f => f.Marks));
        Assert.Equal(1_789_545_595_123_000, seen.Flows[0].Start);
    }

    [Fact]
    public void Counters_are_read_from_the_end_of_the_cable_that_the_settings_name()
    {
        const string Text = "time,device,interface,ifHCInOctets,ifHCOutOctets\n2026-09-16T08:00:00Z,sw1,Gi0/1,100,18446744073709551615\n1789545900,sw1,Gi0/1,200,7\n";
        var (outward, _, _) = Recorder.Read(Text);
        Assert.Equal([18446744073709551615UL, 7UL], outward.Counters.Select(c => c.OutOctets));
        var (inward, _, _) = Recorder.Read(Text, new(WallClock.Utc, null, CountsInward: true));
        Assert.Equal([100UL, 200UL], inward.Counters.Select(c => c.OutOctets));
        Assert.Equal("sw1/Gi0/1", inward.Counters[0].Interface);
    }

    [Fact]
    public void A_mapped_csv_without_direction_counts_its_total_for_each_side()
    {
        var map = new ColumnMap("origen", "destino", "hora") { Total = "octetos", Separator = ';' };
        var (seen, format, kinds) = Recorder.Read("hora;origen;destino;octetos\n2026-09-16 08:00:00;10.1.0.5;203.0.113.66;777\n2026-09-16 08:00:00;10.1.0.5;;777\n", new(WallClock.Utc, map));
        Assert.Equal("mapped-csv", format);
        Assert.Equal([LineKind.Record, LineKind.Unreadable], kinds);
        Assert.Equal((777L, 777L, FlowMarks.DirectionUnknown), (seen.Flows[0].SourceBytes, seen.Flows[0].DestinationBytes, seen.Flows[0].Marks));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello world\n")]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("{\"event\":1}\n")]
    public void What_is_not_certain_is_not_recognised(string text) =>
        Assert.Null(Recognition.Text(System.Text.Encoding.UTF8.GetBytes(text), ReadingOptions.Plain));

    [Theory]
    [InlineData("2026-07-01 12:00:00", "2026-07-01T10:00:00Z", false)]
    [InlineData("2026-01-01 12:00:00", "2026-01-01T11:00:00Z", false)]
    [InlineData("2026-10-25 02:30:00", "2026-10-25T00:30:00Z", true)]
    [InlineData("2026-10-25 03:00:00", "2026-10-25T02:00:00Z", false)]
    [InlineData("2026-10-25 01:59:59", "2026-10-24T23:59:59Z", false)]
    [InlineData("2026-03-29 02:30:00", "2026-03-29T01:00:00Z", false)]
    [InlineData("2026-03-29 03:00:00", "2026-03-29T01:00:00Z", false)]
    public void The_wall_clock_knows_the_hour_that_comes_twice(string wall, string utc, bool twice)
    {
        var zone = new WallClock(TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"));
        Assert.True(Clock.Date(System.Text.Encoding.UTF8.GetBytes(wall), zone, out var micros, out var ambiguous));
        Assert.Equal((At(utc), twice), (micros, ambiguous));
    }
}
