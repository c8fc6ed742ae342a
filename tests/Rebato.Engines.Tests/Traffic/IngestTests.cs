using System.Text;
using Rebato.Kernel;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Statement;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>Bad input and bad days.</summary>
public sealed class IngestTests
{
    private static byte[] Log(params Conn[] rows) => Encoding.UTF8.GetBytes(Rig.Conn(rows));

    private static readonly Conn Leak = new(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_000, 900);

    [Fact]
    public void Gzip_zstd_xz_and_bzip2_say_the_same_as_plain_text()
    {
        using var plain = new Rig();
        plain.File("a.log", Log(Leak));
        var expected = plain.Bound(Hypothesis.NoRelay).Octets;
        var zstd = new ZstdSharp.Compressor().Wrap(Log(Leak)).ToArray();
        foreach (var (name, bytes) in new[] { ("gzip", Rig.Gzip(Log(Leak))), ("zstd", zstd), ("two gzip members", [.. Rig.Gzip(Log(Leak)[..5000]), .. Rig.Gzip(Log(Leak)[5000..])]) })
        {
            using var rig = new Rig();
            rig.File("a.log", bytes);
            var statement = rig.State();
            Assert.False(statement.Files[0].Truncated, name);
            Assert.Equal(expected, rig.Bound(Hypothesis.NoRelay).Octets);
        }
    }

    [Theory]
    [InlineData("xz", 0)]
    [InlineData("xz-two-streams", 0)]
    [InlineData("bzip2", 0)]
    public void Streams_made_by_the_usual_tools_are_read_to_their_end(string kind, long gap)
    {
        using var rig = new Rig();
        var path = Path.Combine(AppContext.BaseDirectory, "Traffic", "Data", $"conn.{kind}");
        rig.File("a.log", System.IO.File.ReadAllBytes(path));
        var file = rig.State().Files[0];
        Assert.Equal((false, 2L, gap), (file.Truncated, file.Records, file.Unreadable));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void A_truncated_gzip_is_read_as_far_as_it_goes_and_the_rest_is_a_gap(double share)
    {
        using var rig = new Rig();
        var whole = Rig.Gzip(Log(Leak));
        rig.File("a.log", whole[..(int)(whole.Length * share)]);
        var statement = rig.State();
        Assert.True(statement.Files[0].Truncated);
        // At three tenths the log breaks off within the window; later, after it.
        Assert.Equal(share < 0.5, statement.Sensors[0].Holes.Any(h => h.Reason == "TruncatedFile"));
    }

    [Fact]
    public void A_truncated_zstd_is_known_as_such()
    {
        using var rig = new Rig();
        var whole = new ZstdSharp.Compressor().Wrap(Log(Leak)).ToArray();
        rig.File("a.log", whole[..(whole.Length / 2)]);
        Assert.True(rig.State().Files[0].Truncated);
    }

    [Fact]
    public void A_line_longer_than_any_line_is_counted_and_skipped_and_the_rest_is_read()
    {
        using var rig = new Rig();
        var text = Rig.Conn(Leak);
        var middle = text.IndexOf('\n', text.Length / 2) + 1;
        rig.File("a.log", text[..middle] + new string('x', 5 << 20) + "\n" + text[middle..]);
        var statement = rig.State();
        Assert.Equal(1, statement.Files[0].Unreadable);
        Assert.Equal(text.Count(c => c == '\n') + 1, statement.Files[0].Lines);
        Assert.Equal(statement.Files[0].UnreadableLines[0], text[..middle].Count(c => c == '\n') + 1);
        Assert.True(statement.Systems[0].Bounds.Single(b => b.Hypothesis == Hypothesis.NoRelay).GapMinutes > 0);
    }

    [Fact]
    public void Unreadable_lines_are_shown_by_file_and_number()
    {
        using var rig = new Rig();
        var lines = Rig.Conn(Leak).Split('\n');
        lines[20] = "not a row";
        lines[33] = lines[33][..40];
        rig.File("a.log", string.Join('\n', lines));
        Assert.Equal([21L, 34L], rig.State().Files[0].UnreadableLines);
    }

    [Fact]
    public void A_zeek_log_that_was_never_closed_lost_what_was_open_when_it_stopped()
    {
        using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", longest: "00:30:00") };
        rig.File("a.log", Rig.ConnText([], Rig.T0 - (2 * Rig.Minute), Rig.T0 + Rig.Hour).Replace("#close", "#note", StringComparison.Ordinal));
        rig.File("b.log", Rig.ConnText([], Rig.T0 + Rig.Hour + Rig.Minute, Rig.T0 + (5 * Rig.Hour)));
        Assert.InRange(rig.Bound(Hypothesis.NoRelay).GapMinutes, 30, 34);
    }

    [Fact]
    public void A_file_without_its_last_newline_ends_in_a_line_that_may_be_cut()
    {
        using var rig = new Rig();
        var text = Rig.Conn(Leak);
        rig.File("a.log", text[..text.LastIndexOf("#close", StringComparison.Ordinal)].TrimEnd('\n'));
        Assert.Equal(1, rig.State().Files[0].Unreadable);
    }

    [Fact]
    public void A_file_of_no_known_format_makes_the_whole_window_a_gap_and_says_so()
    {
        using var rig = new Rig();
        rig.File("a.log", Log(Leak));
        rig.File("z.log", "no format of ours\n");
        var statement = rig.State();
        Assert.Equal("unknown-format", statement.Files[1].Refused);
        Assert.Equal(241, statement.Sensors[0].GapMinutes);
    }

    [Fact]
    public void Many_chunks_are_read_by_many_workers_and_every_line_keeps_its_number()
    {
        using var rig = new Rig { Window = new(new(Rig.T0), new(Rig.T0 + (200 * Rig.Hour))) };
        var rows = Enumerable.Range(0, 40_000).Select(i => new Conn(Rig.T0 + (i * 10 * Rig.Second), 1, i % 2 == 0 ? Rig.Padron : Rig.Pc, $"203.0.113.{i % 200}", 443, 1_000, 500));
        var text = new StringBuilder(Rig.ConnHeader);
        foreach (var row in rows)
            text.Append(row.Text);
        rig.File("a.log", text.ToString());
        using var harvest = rig.Harvest(new(Threads: 4));
        Assert.Equal((40_000L, 40_008L), (harvest.Files[0].Records, harvest.Files[0].Lines));
        Assert.Equal((9L, 40_007L, 20_000L), harvest.Tally.Evidence.Values.Select(e => (e.FirstLine, e.LastLine, e.Rows)).Single());
        Assert.Equal(40_000, harvest.Table.Entries().Sum(e => e.Count));
        Assert.Equal(200, harvest.Table.Entries().Count());
    }

    [Fact]
    public void A_table_that_spills_says_the_same_as_one_that_does_not()
    {
        using var rig = new Rig { Window = new(new(Rig.T0), new(Rig.T0 + (200 * Rig.Hour))) };
        var text = new StringBuilder(Rig.ConnHeader);
        for (var i = 0; i < 30_000; i++)
            text.Append(new Conn(Rig.T0 + (i * 10 * Rig.Second), 1, Rig.Padron, $"203.0.{i % 251}.{i % 97}", 443, 1_000 + i, 500).Text);
        rig.File("a.log", text.ToString());
        using var memory = rig.Harvest();
        var spill = Path.Combine(rig.Folder, "state");
        using var disk = rig.Harvest(new(MostEntries: 6_400, StateDirectory: spill));
        Assert.NotEmpty(disk.Table.Runs);
        Assert.Equal(memory.Table.Entries().Select(Text).Order(), disk.Table.Entries().Select(Text).Order());
        static string Text(FlowEntry e) => $"{e.Source} {e.Destination} {e.Port} {e.Protocol} {e.Count} {e.First} {e.Last} {e.SourceBytes} {e.DestinationBytes}";
    }

    [Fact]
    public void Killed_in_the_middle_it_goes_on_from_its_last_checkpoint_with_the_same_result()
    {
        using var rig = new Rig();
        for (var i = 0; i < 4; i++)
            rig.File($"{i}.log", Rig.ConnText([new Conn(Rig.T0 + (i * Rig.Hour) + Rig.Minute, 60, Rig.Padron, $"203.0.113.{i}", 443, 4_000 + i, 900)], Rig.T0 + (i * Rig.Hour) - (2 * Rig.Minute), Rig.T0 + ((i + 2) * Rig.Hour)));
        var expected = Rebato.Traffic.TrafficEngine.ToJson(rig.State());
        var state = Path.Combine(rig.Folder, "state");
        var options = new Rebato.Traffic.Ingest.RunOptions(Threads: 2, StateDirectory: state, BatchOctets: 1);
        // Two files are read and on disk; of the third only rubbish is, as a kill would leave it.
        Ingestor.Run(rig.Survey(), rig.Files.Take(2), options).Value.Dispose();
        System.IO.File.WriteAllText(Path.Combine(state, "state.bin.new"), "cut");
        System.IO.File.WriteAllText(Path.Combine(state, "flows-03-00009.run"), "cut");
        Assert.Equal(expected, Rebato.Traffic.TrafficEngine.ToJson(rig.State(options: options)));
        Assert.Equal(expected, Rebato.Traffic.TrafficEngine.ToJson(rig.State(options: options)));
    }

    [Fact]
    public void A_state_of_other_files_or_other_settings_is_refused()
    {
        using var rig = new Rig();
        rig.File("a.log", Log(Leak));
        var options = new Rebato.Traffic.Ingest.RunOptions(StateDirectory: Path.Combine(rig.Folder, "state"));
        rig.State(options: options);
        rig.File("a.log", Log(Leak with { Sent = 9_999 }));
        Assert.Equal("traffic.state", Ingestor.Run(rig.Survey(), rig.Files, options).Refusal!.Code);
        rig.File("a.log", Log(Leak));
        rig.Allow = $"*,{Rig.Evil},*,DPD,convenio\n";
        Assert.Equal("traffic.state", Ingestor.Run(rig.Survey(), rig.Files, options).Refusal!.Code);
    }

    [Fact]
    public void FortiGate_rows_of_one_session_count_the_greatest_once()
    {
        using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter"]""", more: ",\"perSessionAccounting\":{\"author\":\"Redes\",\"reason\":\"show full-configuration\"}") };
        static string Row(string id, long end, int duration, long sent, int session = 7) => FormattableString.Invariant(
            $"date=x devid=\"F\" vd=\"root\" logid=\"00000000{id}\" type=\"traffic\" subtype=\"forward\" eventtime={end / 1_000_000} srcip={Rig.Padron} srcport=5 dstip={Rig.Evil} dstport=443 sessionid={session} proto=6 duration={duration} sentbyte={sent} rcvdbyte=1\n");
        rig.File("fw.log", Row("20", Rig.T0 + (10 * Rig.Minute), 120, 1_000) + Row("13", Rig.T0 + (14 * Rig.Minute), 360, 5_000) + Row("20", Rig.T0 + (12 * Rig.Minute), 240, 3_000)
            + Row("13", Rig.T0 + (90 * Rig.Minute), 300, 700) + Row("20", Rig.T0 + (100 * Rig.Minute), 120, 20, session: 8));
        using var harvest = rig.Harvest();
        Assert.Equal(5_720, harvest.Tally.Systems.Values.Single().Outside);
    }

    [Theory]
    [InlineData("", "fortigate-offload-unproven")]
    [InlineData(",\"perSessionAccounting\":{\"author\":\"Redes\",\"reason\":\"config\"}", null)]
    public void FortiGate_counters_bound_only_with_proof_that_offloaded_sessions_are_counted(string more, string? refusal)
    {
        using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter"]""", more: more) };
        rig.File("fw.log", $"date=x devid=\"F\" vd=\"root\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" eventtime={Rig.T0 / 1_000_000} srcip={Rig.Padron} dstip={Rig.Evil} sessionid=1 proto=6 duration=1 sentbyte=164 rcvdbyte=1385\n");
        Assert.Equal(refusal, string.Join(",", rig.State().Sensors[0].Refusals) is { Length: > 0 } said ? said : null);
    }

    [Theory]
    [InlineData("null", "completeness-unproven")]
    [InlineData("""{"kind":"declared"}""", "completeness-without-author")]
    [InlineData("""{"kind":"sequence"}""", "completeness-no-sequence")]
    [InlineData("""{"kind":"manifest"}""", "completeness-no-manifest")]
    public void Rows_that_nobody_answers_for_being_all_bound_nothing(string completeness, string refusal)
    {
        using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", completeness) };
        rig.File("a.log", Log(Leak));
        var statement = rig.State();
        Assert.Equal([refusal], statement.Sensors[0].Refusals);
        Assert.All(statement.Systems[0].Bounds, b => Assert.Null(b.Octets));
        Assert.All(statement.Systems[0].Databases[0].Judgements, j => Assert.Equal(CertificateLevel.NotCreditable, j.Level));
        Assert.Contains($"borde:{refusal}", statement.WouldClose);
    }

    [Fact]
    public void Narrow_counters_count_every_wrap_the_line_had_time_for()
    {
        var narrow = new Counters([new("a", 0, 10, 32), new("a", 100 * Rig.Second, 5, 32)], 1000);
        Assert.Equal(4_294_967_291 + (1L << 32), narrow.Between(0, 100 * Rig.Second));
        Assert.Null(new Counters([new("a", 0, 10, 32), new("a", 100, 5, 32)], null).Between(0, 100));
        Assert.Null(narrow.Between(0, 101 * Rig.Second));
        var wide = new Counters([new("a", 0, 10, 64), new("a", 50, 4, 64), new("a", 100, 9, 64)], 8);
        Assert.Equal(50 + 5, wide.Between(0, 100));
    }

    [Fact]
    public void A_broken_scope_is_refused_by_field()
    {
        var refusal = Rebato.Traffic.TrafficScope.Read("""{"internal":["10.0.0.0/33"],"sensors":[],"systems":[{"name":"a","addresses":["10.0.0.1"]}]}""").Refusal;
        Assert.Equal(("traffic.scope.network", "internal"), (refusal!.Code, refusal.Field));
        Assert.Equal("traffic.scope.json", Rebato.Traffic.TrafficScope.Read("{\"internal\": 5").Refusal!.Code);
        Assert.Equal("line 2", Rebato.Traffic.AllowList.Read("source,destination,port,author,reason\n*,1.2.3.4,*,,x\n").Refusal!.Field);
    }

    [Fact]
    public void A_clock_that_runs_ahead_is_put_right()
    {
        using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", more: ",\"clockAheadSeconds\":7200") };
        rig.File("a.log", Rig.ConnText([Leak with { Start = Leak.Start + (2 * Rig.Hour) }], Rig.T0 + (2 * Rig.Hour) - (2 * Rig.Minute), Rig.T0 + (7 * Rig.Hour)));
        var flow = Assert.Single(rig.State().Systems[0].TopFlows);
        Assert.Equal(new Instant(Leak.Start), flow.Start);
        Assert.Equal(0, rig.Bound(Hypothesis.NoRelay).GapMinutes);
    }
}
