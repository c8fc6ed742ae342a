using System.Globalization;
using Rebato.Traffic;
using Rebato.Traffic.Findings;
using Rebato.Traffic.Statement;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>Each detector sees what was planted and keeps quiet about what was not.</summary>
public sealed class FindingTests
{
    private static IEnumerable<Finding> Of(TrafficStatement statement, string code) => statement.Findings.Where(f => f.Code == code);

    private static TrafficStatement State(Action<Rig> change, params Conn[] rows)
    {
        using var rig = new Rig();
        rig.File("a.log", Rig.Conn(rows));
        change(rig);
        return rig.State();
    }

    [Fact]
    public void A_quiet_town_has_no_findings() =>
        Assert.Empty(State(_ => { }, new Conn(Rig.T0 + Rig.Hour, 5, Rig.Pc, "198.51.100.9", 443, 4_000, 90_000)).Findings);

    [Fact]
    public void A_long_upload_and_its_inversion_are_found_and_turn_the_verdict()
    {
        var statement = State(_ => { }, new Conn(Rig.T0 + Rig.Hour, 600, Rig.Padron, Rig.Evil, 443, 1_310_000_000, 9_000));
        var upload = Assert.Single(Of(statement, "long-upload"));
        Assert.Equal(("padron", Rig.Evil, 1_310_000_000.0), (upload.System, upload.Peer, upload.Values["sent"]));
        Assert.True(Assert.Single(Of(statement, "inversion")).Values["ratio"] > 0.99);
        Assert.All(statement.Systems[0].Databases[0].Judgements, j => Assert.Equal(Verdict.IndicationsFound, j.Verdict));
    }

    [Fact]
    public void An_upload_to_an_allowed_destination_is_no_finding() =>
        Assert.Empty(State(r => r.Allow = $"*,{Rig.Backup},*,DPD,copias\n", new Conn(Rig.T0 + Rig.Hour, 600, Rig.Padron, Rig.Backup, 443, 1_310_000_000, 9_000)).Findings);

    [Fact]
    public void A_beacon_every_five_minutes_is_found_and_a_person_who_browses_is_not()
    {
        var random = new Random(7);
        var beacon = Enumerable.Range(0, 48).Select(i => new Conn(Rig.T0 + (i * 5 * Rig.Minute) + random.Next(2_000_000), 0.3, Rig.Pc, Rig.Evil, 443, 1_200, 800));
        var person = Enumerable.Range(0, 60).Select(_ => new Conn(Rig.T0 + (long)(Math.Pow(random.NextDouble(), 3) * 4 * Rig.Hour), random.Next(60), "10.2.0.9", "198.51.100.9", 443, random.Next(400, 900_000), 800));
        var found = Of(State(_ => { }, [.. beacon, .. person]), "beacon").ToList();
        Assert.Equal((Rig.Pc, Rig.Evil), (Assert.Single(found).Subject, found[0].Peer));
        Assert.InRange(found[0].Values["every"], 295, 305);
    }

    [Fact]
    public void Indicators_are_met_by_address_and_by_name_with_the_list_that_knows_them()
    {
        const string Dns = "#separator \\x09\n#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tquery\n";
        var statement = State(r =>
        {
            r.Indicators.AddRange(IndicatorList.Read("""{"Event":{"Attribute":[{"type":"ip-dst","value":"203.0.113.66"},{"type":"domain","value":"evil.example"},{"type":"md5","value":"00"}]}}""", "misp-12").Value);
            r.Indicators.AddRange(IndicatorList.Read("198.51.100.0/24,exit nodes\n", "tor.csv", "tor").Value);
            r.File("dns.log", Dns + $"{Rig.T0 / 1_000_000}.5\t{Rig.Pc}\t10.0.0.53\ta.b.EVIL.example\n");
        }, new Conn(Rig.T0 + Rig.Hour, 5, Rig.Padron, Rig.Evil, 443, 400, 90), new Conn(Rig.T0 + Rig.Hour, 5, Rig.Pc, "198.51.100.9", 9001, 400, 90));
        Assert.Equal(["203.0.113.66", "evil.example"], Of(statement, "indicator").Select(f => f.Peer));
        Assert.All(Of(statement, "indicator"), f => Assert.Equal("misp-12", f.Source));
        Assert.Equal("tor.csv: exit nodes", Assert.Single(Of(statement, "tor")).Source);
    }

    [Fact]
    public void Stix_patterns_of_one_value_are_read() =>
        Assert.Equal(["198.51.100.7", "bad.example"], IndicatorList.Read(
            """{"type":"bundle","objects":[{"type":"indicator","pattern":"[ipv4-addr:value = '198.51.100.7'] OR [domain-name:value = 'bad.example']"},{"type":"indicator","pattern":"[file:hashes.MD5 = 'x']"}]}""", "stix").Value.Select(i => i.Value));

    [Fact]
    public void A_tunnel_in_names_is_found_and_a_content_network_is_not()
    {
        var random = new Random(5);
        string Label(int length) => new([.. Enumerable.Range(0, length).Select(_ => "abcdefghijklmnopqrstuvwxyz234567"[random.Next(32)])]);
        var rows = Enumerable.Range(0, 400).Select(i => $"{(Rig.T0 / 1_000_000) + i}.5\t{Rig.Pc}\t10.0.0.53\t{Label(50)}.t.pirate.com.es\n")
            .Concat(Enumerable.Range(0, 2_000).Select(i => $"{(Rig.T0 / 1_000_000) + i}.5\t{Rig.Pc}\t10.0.0.53\tan-extremely-long-edge-name-{i % 40:D4}.cdn.example\n"));
        var statement = State(r => r.File("dns.log", "#separator \\x09\n#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tquery\n" + string.Concat(rows)));
        var found = Assert.Single(Of(statement, "dns-tunnel"));
        Assert.Equal(("pirate.com.es", Rig.Pc, 400.0, 52.0 * 400), (found.Peer, found.Subject, found.Values["queries"], found.Values["carried"]));
    }

    [Fact]
    public void A_fan_inside_and_staging_before_leaving_are_found()
    {
        var fan = Enumerable.Range(1, 30).Select(i => new Conn(Rig.T0 + (i * Rig.Second), 1, Rig.Pc, $"10.2.1.{i}", 445, 900, 900));
        var statement = State(_ => { }, [.. fan,
            new Conn(Rig.T0 + (Rig.Hour / 2), 300, Rig.Padron, Rig.Web, 22, 90_000_000, 9_000), new Conn(Rig.T0 + Rig.Hour, 300, Rig.Web, Rig.Evil, 443, 80_000_000, 9_000)]);
        Assert.Equal((Rig.Pc, "30:445"), (Assert.Single(Of(statement, "lateral-fan")).Subject, Of(statement, "lateral-fan").First().Peer));
        Assert.Equal(("padron", Rig.Web), (Assert.Single(Of(statement, "staging")).Subject, Of(statement, "staging").First().Peer));
    }

    [Fact]
    public void What_leaves_at_night_is_found_by_the_towns_clock()
    {
        using var rig = new Rig { Window = new(new(Rig.T0), new(Rig.T0 + (20 * Rig.Hour))) };
        rig.File("a.log", Rig.ConnText([new Conn(Rig.T0 + (12 * Rig.Hour), 300, Rig.Pc, Rig.Evil, 443, 90_000_000, 80_000_000)], Rig.T0, Rig.T0 + (21 * Rig.Hour)));
        Assert.Equal(1, Assert.Single(Of(rig.State(), "off-hours")).Values["share"]);
    }

    [Fact]
    public void Regularity_scores_high_and_disorder_low()
    {
        var window = new Window(new(Rig.T0), new(Rig.T0 + (33 * Rig.Hour)));
        var clock = Enumerable.Range(0, 390).Select(i => (Rig.T0 + (i * 5 * Rig.Minute), 100L)).ToList();
        Assert.True(BeaconScore.Of(clock, window)!.Value.Score > 0.95);
        var random = new Random(3);
        var person = Enumerable.Range(0, 390).Select(_ => (Rig.T0 + (long)(Math.Pow(random.NextDouble(), 3) * 33 * Rig.Hour), (long)Math.Exp(random.NextDouble() * 14))).ToList();
        Assert.True(BeaconScore.Of(person, window)!.Value.Score < 0.6);
        Assert.Null(BeaconScore.Of([(1, 1), (2, 1)], window));
    }

    [Fact]
    public void The_report_says_every_figure_in_spanish_draws_the_gaps_and_never_says_there_was_no_leak()
    {
        using var rig = new Rig { Allow = $"*,{Rig.Backup},*,DPD,\"copias <b>\"\n" };
        rig.File("a.log", Rig.ConnText([new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_000, 900)], Rig.T0 - Rig.Minute, Rig.T0 + (2 * Rig.Hour)));
        var statement = rig.State();
        var html = HtmlReport.Write(statement, CultureInfo.GetCultureInfo("es"));
        Assert.Contains("url(#gap)", html);
        Assert.Contains("pudieron salir como máximo", html);
        Assert.Contains("copias &lt;b&gt;", html);
        Assert.Contains(statement.Files[0].Sha256, html);
        Assert.DoesNotContain("no ha habido fuga", html);
        Assert.DoesNotContain("reason.", html);
        Assert.DoesNotContain("assumption.", html);
        var english = HtmlReport.Write(statement, CultureInfo.GetCultureInfo("en"));
        Assert.Contains("can have left", english);
        Assert.Equal(html, HtmlReport.Write(TrafficEngine.FromJson(TrafficEngine.ToJson(statement)).Value, CultureInfo.GetCultureInfo("es")));
    }

    [Fact]
    public void A_certificate_does_not_know_where_its_files_lay()
    {
        using var one = new Rig();
        using var other = new Rig();
        one.File("a.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_000, 900)));
        other.File("z.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_000, 900)));
        Assert.Equal(TrafficEngine.ToJson(TrafficCertificate.Of(one.State())), TrafficEngine.ToJson(TrafficCertificate.Of(other.State())));
    }

    [Fact]
    public void A_dump_is_measured_by_the_better_compressor()
    {
        var size = DumpSize.Measure(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"12345{i % 7}X;García\n")))));
        Assert.Equal(Math.Min(size.Zstd, size.Brotli), size.Compressed);
        Assert.InRange(size.Compressed, 20, size.Plain / 20);
    }
}
