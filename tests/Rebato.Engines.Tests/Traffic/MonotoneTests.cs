using CsCheck;
using Rebato.Traffic.Statement;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>Less evidence never gives a smaller bound, and order or pieces give the same one.</summary>
public sealed class MonotoneTests
{
    private static readonly Hypothesis[] All = [Hypothesis.None, Hypothesis.OneRelay, Hypothesis.NoRelay];

    /// <summary>Flows one after another, each within what the lines can carry.</summary>
    private static readonly Gen<List<Conn>> Flows =
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 55], Gen.Long[100, 30_000_000], Gen.Long[100, 30_000_000]).List[5, 40].Select(list =>
            list.Select((f, i) =>
            {
                var (source, destination) = f.Item1 switch
                {
                    0 => (Rig.Padron, Rig.Evil),
                    1 => (Rig.Evil, Rig.Padron),
                    2 => (Rig.Padron, Rig.Pc),
                    3 => (Rig.Pc, Rig.Evil),
                    4 => (Rig.Padron, Rig.Backup),
                    _ => (Rig.Pc, Rig.Padron),
                };
                return new Conn(Rig.T0 + (i * 5 * Rig.Minute) + Rig.Second, f.Item2, source, destination, 443, f.Item3, f.Item4);
            }).ToList());

    private static void Never_lower(IReadOnlyList<Bound> whole, IReadOnlyList<Bound> less, string what)
    {
        foreach (var hypothesis in All)
        {
            var before = whole.Single(b => b.Hypothesis == hypothesis).Octets;
            var after = less.Single(b => b.Hypothesis == hypothesis).Octets;
            Assert.True(after is null || (before is not null && after >= before), $"{hypothesis}: {before} fell to {after} ({what})");
        }
    }

    [Fact]
    public void Taking_lines_out_of_sealed_files_never_lowers_a_bound() =>
        Gen.Select(Flows, Gen.Int[0, 10_000], Gen.Double[0.01, 0.9]).Sample((flows, seed, share) =>
        {
            using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", """{"kind":"manifest"}""") };
            var text = Rig.Conn([.. flows]);
            rig.File("a.log", text);
            var seal = rig.Seal();
            var whole = rig.State(seal).Systems[0].Bounds;
            Assert.All(whole, b => Assert.Equal(0, b.GapOctets));
            var random = new Random(seed);
            var kept = text.Split('\n').Where(l => l.StartsWith('#') || random.NextDouble() > share);
            rig.File("a.log", string.Join('\n', kept));
            Never_lower(whole, rig.State(seal).Systems[0].Bounds, $"seed {seed}");
        }, iter: 40, threads: 1);

    [Fact]
    public void Damaging_lines_never_lowers_a_bound() =>
        Gen.Select(Flows, Gen.Int[0, 10_000]).Sample((flows, seed) =>
        {
            using var rig = new Rig();
            var lines = Rig.Conn([.. flows]).Split('\n');
            rig.File("a.log", string.Join('\n', lines));
            var whole = rig.State().Systems[0].Bounds;
            var random = new Random(seed);
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Length > 10 && lines[i][0] != '#' && random.Next(8) == 0)
                    lines[i] = random.Next(2) == 0 ? lines[i][..random.Next(1, lines[i].Length / 2)] : "garbage " + lines[i];
            }
            rig.File("a.log", string.Join('\n', lines));
            var statement = rig.State();
            Assert.True(statement.Files[0].Unreadable > 0 || lines.All(l => !l.StartsWith("garbage", StringComparison.Ordinal)));
            Never_lower(whole, statement.Systems[0].Bounds, $"seed {seed}");
        }, iter: 40, threads: 1);

    [Fact]
    public void Losing_numbered_rows_never_lowers_a_bound() =>
        Gen.Select(Flows, Gen.Int[0, 10_000]).Sample((flows, seed) =>
        {
            using var rig = new Rig { Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", """{"kind":"sequence"}""", more: ",\"zone\":\"UTC\"") };
            var rows = PaloAltoRows(flows);
            rig.File("pan.log", string.Concat(rows));
            var whole = rig.State().Systems[0].Bounds;
            Assert.All(whole, b => Assert.NotNull(b.Octets));
            var random = new Random(seed);
            rig.File("pan.log", string.Concat(rows.Where((_, i) => i == 0 || i == rows.Count - 1 || random.Next(6) > 0)));
            Never_lower(whole, rig.State().Systems[0].Bounds, $"seed {seed}");
        }, iter: 40, threads: 1);

    [Fact]
    public void Losing_rows_that_a_counter_saw_never_lowers_a_bound() =>
        Gen.Select(Flows, Gen.Int[0, 10_000]).Sample((flows, seed) =>
        {
            using var rig = new Rig
            {
                Sensors = Rig.Sensor("borde", "*.log", """["perimeter","interior"]""", """{"kind":"counter","counter":"wan"}""")
                    + "," + """{"name":"wan","files":["*.csv"],"covers":["perimeter"]}""",
                Allow = $"*,{Rig.Backup},*,DPD,copias\n",
            };
            rig.File("a.log", Rig.Conn([.. flows]));
            var passed = flows.Sum(f => (f.Source.StartsWith("10.", StringComparison.Ordinal) && !f.Destination.StartsWith("10.", StringComparison.Ordinal) ? f.Sent : 0)
                + (f.Destination.StartsWith("10.", StringComparison.Ordinal) && !f.Source.StartsWith("10.", StringComparison.Ordinal) ? f.Received : 0));
            rig.File("wan.csv", $"time,device,interface,ifHCOutOctets\n{(Rig.T0 / 1_000_000) - 60},fw,wan,5\n{(Rig.T0 + (5 * Rig.Hour)) / 1_000_000},fw,wan,{5 + passed}\n");
            var whole = rig.State().Systems[0].Bounds;
            var random = new Random(seed);
            rig.File("a.log", Rig.Conn([.. flows.Where(_ => random.Next(3) > 0)]));
            var less = rig.State().Systems[0].Bounds;
            var direct = flows.Where(f => f.Source == Rig.Padron && f.Destination == Rig.Evil).Sum(f => f.Sent)
                + flows.Where(f => f.Destination == Rig.Padron && f.Source == Rig.Evil).Sum(f => f.Received);
            Assert.True(less.Single(b => b.Hypothesis == Hypothesis.NoRelay).Octets >= direct, $"seed {seed}");
            Never_lower([whole.Single(b => b.Hypothesis == Hypothesis.NoRelay) with { Octets = direct }, whole[0] with { Octets = 0 }, whole[1] with { Octets = 0 }], less, $"seed {seed}");
        }, iter: 30, threads: 1);

    [Fact]
    public void Neither_order_nor_sharding_nor_the_number_of_workers_changes_what_is_certified() =>
        Gen.Select(Flows, Gen.Int[1, 5], Gen.Int[0, 10_000]).Sample((flows, shards, seed) =>
        {
            using var one = new Rig();
            using var many = new Rig();
            var text = Rig.Conn([.. flows]);
            one.File("a.log", text);
            var random = new Random(seed);
            var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToList();
            foreach (var shard in rows.GroupBy(_ => random.Next(shards)))
                many.File($"{shard.Key}.log", Rig.ConnHeader + string.Join('\n', shard) + "\n#close\t2026-09-16-13-00-00\n");
            var expected = one.State();
            var actual = many.State(options: new(Threads: 3));
            Assert.Equal(Core(expected), Core(actual));
        }, iter: 30, threads: 1);

    private static string Core(TrafficStatement s) => Rebato.Traffic.TrafficEngine.ToJson(s with
    {
        Files = [],
        InputsRoot = "",
        SettingsRoot = "",
        Systems = [.. s.Systems.Select(x => x with { Evidence = [], TopFlows = [.. x.TopFlows.Select(t => t with { File = "", Line = 0 })] })],
    });

    private static List<string> PaloAltoRows(List<Conn> flows)
    {
        var rows = new List<(long End, string Text)>();
        var all = flows.Concat(Enumerable.Range(-2, 303).Select(m => new Conn(Rig.T0 + (m * Rig.Minute), 0, Rig.Padron, "10.0.0.53", 53, 80, 120)));
        foreach (var flow in all.OrderBy(f => f.Start + (long)(f.Seconds * Rig.Second)))
        {
            var end = flow.Start + (long)(flow.Seconds * Rig.Second);
            string Date(long micros) => DateTimeOffset.FromUnixTimeMilliseconds(micros / 1000).ToString("yyyy/MM/dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
            rows.Add((end, FormattableString.Invariant(
                $"1,{Date(end)},0123,TRAFFIC,end,2305,{Date(end)},{flow.Source},{flow.Destination},0.0.0.0,0.0.0.0,r,,,ssl,vsys1,in,out,e1,e2,log,x,99,1,51000,{flow.Port},0,0,0x19,tcp,allow,{flow.Sent + flow.Received},{flow.Sent},{flow.Received},7,{Date(flow.Start)},{(long)flow.Seconds},any,0,{900 + rows.Count},0x0,a,b,0,4,3\n")));
        }
        return [.. rows.Select(r => r.Text)];
    }
}
