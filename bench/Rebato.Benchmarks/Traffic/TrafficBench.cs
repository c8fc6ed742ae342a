using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Rebato.Kernel;
using Rebato.Traffic;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;

namespace Rebato.Benchmarks.Traffic;

/// <summary>
/// <c>traffic [ROWS]</c>: the same rows through the whole statement with its findings, through the grouping alone, through reading alone, and
/// through DuckDB, nfdump (if there) and awk. Each runs in a process of its own, two threads, file in cache; figures are wall seconds and
/// peak memory. The answers of the groupings must be equal.
/// </summary>
internal static class TrafficBench
{
    private static readonly string[] Runs = ["newlines", "read", "group", "statement", "duckdb", "awk"];

    public static int Run(string[] args)
    {
        if (args is [var what, var file])
            return One(what, file);
        var rows = args is [var typed] ? long.Parse(typed, CultureInfo.InvariantCulture) : 4_000_000;
        var path = Path.Combine(Path.GetTempPath(), $"rebato-bench-{rows}.log");
        if (!File.Exists(path))
            FlowLog.Write(path, rows);
        Console.WriteLine($"{rows:N0} rows, {new FileInfo(path).Length / 1e6:N0} MB, {Environment.ProcessorCount} processors, {Environment.Version}");
        Console.WriteLine($"{"what",-12}{"seconds",10}{"M rows/s",10}{"MB/s",10}{"peak MB",10}{"CPU s",10}  answer");
        foreach (var run in Runs)
            Console.Write(Spawn(run, path, rows));
        return 0;
    }

    private static string Spawn(string what, string path, long rows)
    {
        var best = "";
        var least = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["traffic", what, path]) { RedirectStandardOutput = true })!;
            var line = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            var parts = line.Split('|');
            if (parts.Length != 4 || !double.TryParse(parts[0], CultureInfo.InvariantCulture, out var seconds))
                return $"{what,-12}{line}\n";
            if (seconds >= least)
                continue;
            least = seconds;
            best = string.Create(CultureInfo.InvariantCulture,
                $"{what,-12}{seconds,10:F2}{rows / seconds / 1e6,10:F2}{new FileInfo(path).Length / seconds / 1e6,10:F0}{parts[1],10}{parts[2],10}  {parts[3]}\n");
        }
        return best;
    }

    private static int One(string what, string path)
    {
        var watch = Stopwatch.StartNew();
        var answer = what switch
        {
            "newlines" => Newlines(path),
            "read" => Read(path),
            "group" => Group(path),
            "statement" => Statement(path),
            "duckdb" => Duck(path),
            _ => Awk(path),
        };
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = what == "awk" ? "-" : (Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000).ToString(CultureInfo.InvariantCulture);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F3}|{peak}|{cpu:F2}|{answer}"));
        return 0;
    }

    private static string Newlines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var buffer = new byte[1 << 18];
        var lines = 0L;
        for (int read; (read = file.Read(buffer)) > 0;)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return $"{lines} lines";
    }

    private static Survey Survey(bool nothing = false)
    {
        var scope = TrafficScope.Read("""
            {"internal":["10.0.0.0/8","fd00::/8"],"uplinkMbps":300,
             "sensors":[{"name":"zeek","files":["*"],"covers":["perimeter","interior"],"longestSession":"01:00:00","completeness":{"kind":"declared","author":"bench","reason":"made here"}}],
             "systems":[{"name":"a","addresses":["10.0.0.1"],"nicMbps":1000,"databases":[{"name":"a","compressedBytes":900000000}]},{"name":"b","addresses":["10.0.1.20"],"nicMbps":1000}]}
            """).Value;
        return new(scope, nothing ? new(new(0), new(0)) : new(new(FlowLog.Start), new(FlowLog.Start + FlowLog.Length(40_000_000))), [], []);
    }

    private static string Read(string path) => $"{TrafficEngine.Inspect(Survey(nothing: true), [path])[0].Records} rows";

    private static string Group(string path)
    {
        var terrain = new Terrain(Survey());
        using var table = new FlowTable();
        var file = new InputFile(path, 0, 0);
        new Reader(terrain, [file]).Run([.. Enumerable.Range(0, 2).Select(_ => new GroupPass(table))], default);
        long groups = 0, sent = 0, received = 0;
        foreach (var entry in table.Entries())
            (groups, sent, received) = (groups + 1, sent + entry.SourceBytes, received + entry.DestinationBytes);
        return $"{groups} groups, {sent} sent, {received} received";
    }

    private static string Statement(string path)
    {
        var statement = TrafficEngine.State(Survey(), [path], null, new()).Value;
        return $"{statement.Systems[0].Bounds[0].Octets} bound, {statement.Findings.Count} findings";
    }

    private static string Duck(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SET threads=2; SET preserve_insertion_order=false;
            SELECT count(*), sum(s), sum(r) FROM (SELECT column02, column04, column05, column06, count(*) n, sum(column17) s, sum(column19) r, min(column00) a, max(column00) b
            FROM read_csv('{path}', delim='\t', header=false, comment='#', nullstr='-', quote='', escape='', auto_detect=false,
              columns={Columns()}) GROUP BY ALL)
            """;
        using var reader = command.ExecuteReader();
        while (reader.FieldCount < 3 && reader.NextResult())
        {
        }
        return reader.Read() ? $"{reader.GetValue(0)} groups, {reader.GetValue(1)} sent, {reader.GetValue(2)} received" : "nothing";
    }

    private static string Columns() => "{" + string.Join(", ", Enumerable.Range(0, 22).Select(i =>
        $"'column{i:D2}': '{i switch { 0 => "DOUBLE", 3 or 5 or 9 or 10 or 14 or 16 or 17 or 18 or 19 or 21 => "BIGINT", _ => "VARCHAR" }}'")) + "}";

    private static string Awk(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("awk", ["-F", "\t", "!/^#/{n[$3,$5,$6,$7]++; s+=$18; r+=$20} END{c=0; for(k in n) c++; printf \"%d groups, %.0f sent, %.0f received\", c, s, r}", path]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    /// <summary>The grouping alone, which is what the peers do.</summary>
    private sealed class GroupPass : ReadingSink
    {
        private readonly Grouping grouping;

        public GroupPass(FlowTable table) : this(new Grouping(table.Writer()))
        {
        }

        private GroupPass(Grouping grouping) : base(grouping) => this.grouping = grouping;

        public override void Flush() => grouping.Flush();
        protected override IEnumerable<(long, long, HoleReason)> TakeHoles() => [];
        protected override void EndOfChunk() { }
    }

    private sealed class Grouping(FlowTableWriter writer) : RowSink
    {
        public void Flush() => writer.Flush();

        public override void Flow(ref FlowRecord record, ulong device)
        {
            FlowEntry entry = default;
            (entry.Source, entry.Destination, entry.Port, entry.Protocol, entry.Count) = (record.Source, record.Destination, record.DestinationPort, record.Protocol, 1);
            (entry.First, entry.Last) = ((uint)(record.Start / Clock.Second), (uint)(record.End / Clock.Second) + 1);
            (entry.SourceBytes, entry.DestinationBytes) = (record.SourceBytes, record.DestinationBytes);
            writer.Add(entry);
        }

        public override void Session(ref FlowRecord record, ulong device, long session, bool final) => Flow(ref record, device);
        public override void Name(long time, Address client, ReadOnlySpan<byte> name, bool dns) { }
        public override void Counter(CounterSample sample) { }
        public override void Silence(long start, long end, ulong device) { }
        public override void Hole(long start, long end, HoleReason reason) { }
        public override void Sequence(ReadOnlySpan<byte> device, long number, long count, long time) { }
    }
}
