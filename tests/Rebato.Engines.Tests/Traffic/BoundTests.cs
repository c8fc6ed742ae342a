using Rebato.Traffic.Statement;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>What can have left: cuts, hypotheses, gaps.</summary>
public sealed class BoundTests
{
    [Fact]
    public void With_everything_seen_and_nothing_sent_only_the_records_are_left()
    {
        using var rig = new Rig();
        rig.File("conn.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_000, 900)));
        var bound = rig.Bound(Hypothesis.NoRelay);
        Assert.Equal(("direct", 4_000L, 0L), (bound.Cut, bound.Octets, bound.GapOctets));
    }

    [Fact]
    public void What_an_inbound_client_pulls_counts_as_leaving()
    {
        using var rig = new Rig();
        rig.File("conn.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Evil, Rig.Padron, 443, 4_000, 2_400_000)));
        Assert.Equal(2_400_000, rig.Bound(Hypothesis.NoRelay).Octets);
    }

    [Fact]
    public void A_leak_through_a_pc_over_smb_is_clean_if_only_direct_traffic_is_counted()
    {
        using var rig = new Rig();
        rig.File("conn.log", Rig.Conn(
            new Conn(Rig.T0 + (Rig.Hour / 2), 300, Rig.Pc, Rig.Padron, 445, 9_000, 1_560_000_000),
            new Conn(Rig.T0 + (2 * Rig.Hour), 300, Rig.Pc, Rig.Evil, 443, 1_562_000_000, 9_000)));
        var judgements = rig.State().Systems[0].Databases[0].Judgements;
        Assert.Equal(0, rig.Bound(Hypothesis.NoRelay).Octets);
        Assert.Equal(CertificateLevel.N0, judgements.Single(j => j.Hypothesis == Hypothesis.NoRelay).Level);
        Assert.Equal(("relay", 1_560_000_000L), (rig.Bound(Hypothesis.OneRelay).Cut, rig.Bound(Hypothesis.OneRelay).Octets));
        Assert.Equal(CertificateLevel.NotCreditable, judgements.Single(j => j.Hypothesis == Hypothesis.OneRelay).Level);
    }

    [Fact]
    public void A_leak_through_a_web_server_that_a_client_pulls_from_is_clean_too_if_only_direct_traffic_is_counted()
    {
        using var rig = new Rig();
        rig.File("conn.log", Rig.Conn(
            new Conn(Rig.T0 + (Rig.Hour / 2), 300, Rig.Padron, Rig.Web, 8080, 2_500_000_000, 9_000),
            new Conn(Rig.T0 + (2 * Rig.Hour), 300, Rig.Evil, Rig.Web, 443, 9_000, 2_400_000_000)));
        Assert.Equal(0, rig.Bound(Hypothesis.NoRelay).Octets);
        Assert.Equal(2_400_000_000, rig.Bound(Hypothesis.OneRelay).Octets);
        Assert.Equal(2_400_000_000, rig.Bound(Hypothesis.None).Octets);
    }

    [Fact]
    public void A_machine_cannot_pass_on_what_it_had_not_got_yet()
    {
        using var rig = new Rig();
        rig.File("conn.log", Rig.Conn(
            new Conn(Rig.T0 + (5 * Rig.Minute), 60, Rig.Pc, Rig.Evil, 443, 700_000_000, 9_000),
            new Conn(Rig.T0 + (3 * Rig.Hour), 60, Rig.Pc, Rig.Padron, 445, 9_000, 600_000_000)));
        Assert.Equal(0, rig.Bound(Hypothesis.OneRelay).Octets);
        Assert.True(rig.Bound(Hypothesis.None).Octets >= 600_000_000);
    }

    [Fact]
    public void Two_relays_are_only_bounded_without_a_hypothesis()
    {
        using var rig = new Rig();
        rig.File("conn.log", Rig.Conn(
            new Conn(Rig.T0 + (Rig.Hour / 2), 60, Rig.Pc, Rig.Padron, 445, 9_000, 600_000_000),
            new Conn(Rig.T0 + Rig.Hour, 60, Rig.Web, Rig.Pc, 445, 9_000, 600_000_000),
            new Conn(Rig.T0 + (2 * Rig.Hour), 60, Rig.Web, Rig.Evil, 443, 600_000_000, 9_000)));
        Assert.Equal(0, rig.Bound(Hypothesis.OneRelay).Octets);
        Assert.Equal(("perimeter", 600_000_000L), (rig.Bound(Hypothesis.None).Cut, rig.Bound(Hypothesis.None).Octets));
    }

    [Fact]
    public void Allowed_destinations_are_taken_off_and_shown_with_their_author()
    {
        using var rig = new Rig { Allow = $"source,destination,port,author,reason\n*,{Rig.Backup},443,DPD,contrato de copias 12/2026\n" };
        rig.File("conn.log", Rig.Conn(
            new Conn(Rig.T0 + Rig.Hour, 600, Rig.Padron, Rig.Backup, 443, 82_000_000, 9_000),
            new Conn(Rig.T0 + Rig.Hour, 600, Rig.Padron, Rig.Backup, 22, 5_000, 9_000)));
        var statement = rig.State();
        Assert.Equal(5_000, statement.Systems[0].Bounds.Single(b => b.Hypothesis == Hypothesis.NoRelay).Octets);
        Assert.Equal(82_000_000, statement.Systems[0].AllowedOctets);
        var rule = Assert.Single(statement.Rules);
        Assert.Equal((82_000_000L, "DPD", "contrato de copias 12/2026"), (rule.Octets, rule.Author, rule.Reason));
    }

    [Fact]
    public void A_blackout_enters_at_the_capacity_of_the_line()
    {
        using var rig = new Rig();
        rig.File("a.log", Rig.ConnText([], Rig.T0 - (2 * Rig.Minute), Rig.T0 + Rig.Hour));
        rig.File("b.log", Rig.ConnText([], Rig.T0 + Rig.Hour + (47 * Rig.Minute), Rig.T0 + (5 * Rig.Hour)));
        var bound = rig.Bound(Hypothesis.NoRelay);
        Assert.InRange(bound.GapMinutes, 47, 50);
        Assert.Equal(bound.GapMinutes * 60 * 300_000_000 / 8, bound.GapOctets);
    }

    [Fact]
    public void A_counter_that_was_polled_across_a_blackout_closes_it()
    {
        using var rig = new Rig();
        rig.Sensors += "," + """{"name":"wan","files":["snmp*"],"covers":["perimeter"]}""";
        rig.File("a.log", Rig.ConnText([], Rig.T0 - (2 * Rig.Minute), Rig.T0 + Rig.Hour));
        rig.File("b.log", Rig.ConnText([], Rig.T0 + Rig.Hour + (47 * Rig.Minute), Rig.T0 + (5 * Rig.Hour)));
        rig.File("snmp.csv", "time,device,interface,ifHCOutOctets\n"
            + $"{(Rig.T0 + (Rig.Hour / 2)) / 1_000_000},fw,wan,1000000\n{(Rig.T0 + (2 * Rig.Hour)) / 1_000_000},fw,wan,1400000\n");
        var bound = rig.Bound(Hypothesis.NoRelay);
        Assert.Equal(400_000, bound.GapOctets);
    }

    [Fact]
    public void A_log_that_ends_with_the_window_leaves_its_open_sessions_unmeasured()
    {
        using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", longest: "00:30:00") };
        rig.File("a.log", Rig.ConnText([], Rig.T0 - (2 * Rig.Minute), Rig.T0 + (4 * Rig.Hour)));
        Assert.InRange(rig.Bound(Hypothesis.NoRelay).GapMinutes, 30, 32);
    }

    [Fact]
    public void A_side_that_was_not_measured_enters_at_capacity_for_as_long_as_it_lasted()
    {
        using var rig = new Rig();
        rig.File("a.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 600, Rig.Padron, Rig.Evil, 443, 100, 100) { History = "ShADadC" }));
        Assert.InRange(rig.Bound(Hypothesis.NoRelay).GapMinutes, 10, 12);
    }

    [Fact]
    public void Two_sensors_of_the_same_cut_give_the_lesser_and_two_copies_of_a_file_count_once()
    {
        using var rig = new Rig { Sensors = Rig.Sensor("uno", "a*", """["perimeter"]""") + "," + Rig.Sensor("dos", "b*", """["perimeter"]""") };
        rig.File("a1.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_000, 0)));
        rig.File("a2.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_000, 0)));
        rig.File("b1.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 4_500, 0)));
        Assert.Equal(4_000, rig.Bound(Hypothesis.NoRelay).Octets);
    }

    [Fact]
    public void Sampling_states_its_confidence_and_zero_samples_are_not_zero_octets()
    {
        using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", more: ",\"sampling\":1000") };
        rig.File("a.log", Rig.Conn());
        var bound = rig.Bound(Hypothesis.NoRelay);
        Assert.InRange(bound.Octets!.Value, 6.9 * 1000 * 1500, 7 * 1000 * 1500);
        Assert.Equal("sampled", bound.Terms[0].Kind);
        Assert.Contains("99.9", bound.Terms[0].Note);
    }

    [Theory]
    [InlineData(0, 6.9077)]
    [InlineData(1, 9.2334)]
    [InlineData(10, 24.1061)]
    [InlineData(100, 135.0)]
    public void The_upper_limit_is_that_of_the_tables(long seen, double limit) =>
        Assert.InRange(Poisson.UpperLimit(seen), limit * 0.999, limit * 1.02);

    [Fact]
    public void A_system_that_a_sensor_never_saw_is_not_certified_by_it()
    {
        using var rig = new Rig();
        rig.File("a.log", Rig.ConnText([], Rig.T0 - (2 * Rig.Minute), Rig.T0 + (5 * Rig.Hour)).Replace(Rig.Padron, "10.9.9.9", StringComparison.Ordinal));
        var bound = rig.Bound(Hypothesis.NoRelay);
        Assert.Equal("perimeter", bound.Cut);
        var refused = rig.State().WouldClose;
        Assert.DoesNotContain("borde:gap", refused);
    }

    [Fact]
    public void Levels_and_persons_follow_the_bound()
    {
        using var rig = new Rig();
        rig.File("a.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 2_400, 0)));
        var direct = rig.State().Systems[0].Databases[0].Judgements.Single(j => j.Hypothesis == Hypothesis.NoRelay);
        Assert.Equal((100L, CertificateLevel.N2, Verdict.NotExcluded), (direct.Persons, direct.Level, direct.Verdict));
        rig.File("a.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 3_000_000, 0)));
        Assert.Equal(CertificateLevel.N3, rig.State().Systems[0].Databases[0].Judgements.Single(j => j.Hypothesis == Hypothesis.NoRelay).Level);
        rig.File("a.log", Rig.Conn(new Conn(Rig.T0 + Rig.Hour, 60, Rig.Padron, Rig.Evil, 443, 500_000_000, 0)));
        Assert.Equal(CertificateLevel.NotCreditable, rig.State().Systems[0].Databases[0].Judgements.Single(j => j.Hypothesis == Hypothesis.NoRelay).Level);
    }
}
