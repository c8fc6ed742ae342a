using System.IO.Compression;
using System.Text;
using Rebato.Kernel;
using Rebato.Traffic;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;
using Rebato.Traffic.Statement;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>A town hall in a temporary folder: two networks, one padrón server, and logs written by the test.</summary>
internal sealed class Rig : IDisposable
{
    public static readonly long T0 = Instant.From(DateTimeOffset.Parse("2026-09-16T08:00:00Z")).Micros;
    public const long Hour = 3_600_000_000, Minute = 60_000_000, Second = 1_000_000;

    public const string Padron = "10.1.0.5", Pc = "10.2.0.77", Web = "10.3.0.8", Evil = "203.0.113.66", Backup = "198.51.100.20";

    private readonly List<string> files = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("rebato-traffic-").FullName;

    public string? Allow { get; set; }
    public string Sensors { get; set; } = Sensor("borde", "*.log", """["perimeter", "interior"]""");
    public string Databases { get; set; } = """[{"name":"padron","compressedBytes":900000000,"bytesPerPerson":24,"persons":210000,"tables":[{"name":"habitantes","compressedBytes":5000000}]}]""";
    public string Extra { get; set; } = "";
    public Window Window { get; set; } = new(new(T0), new(T0 + (4 * Hour)));

    public static string Sensor(string name, string files, string covers, string completeness = """{"kind":"declared","author":"Jefa de redes","reason":"exportación completa"}""",
        string longest = "00:01:00", string more = "") =>
        $$"""{"name":"{{name}}","files":["{{files}}"],"covers":{{covers}},"longestSession":"{{longest}}","completeness":{{completeness}}{{more}}}""";

    public Survey Survey()
    {
        var scope = $$"""
            {"internal":["10.0.0.0/8","fd00::/8"],"uplinkMbps":300,"sensors":[{{Sensors}}],
             "systems":[{"name":"padron","addresses":["{{Padron}}"],"nicMbps":1000,"databases":{{Databases}}}]{{Extra}}}
            """;
        var rules = Allow is null ? [] : AllowList.Read(Allow).Value;
        return new(TrafficScope.Read(scope).Value, Window, rules, Indicators);
    }

    public string File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, content);
        if (!files.Contains(path))
            files.Add(path);
        return path;
    }

    public void Forget(string path) => files.Remove(path);

    public TrafficStatement State(SealedManifest? manifest = null, RunOptions? options = null) =>
        TrafficEngine.State(Survey(), files, manifest, options ?? new()).Value;

    public SealedManifest Seal() => TrafficEngine.Seal(Survey(), files, "Secretaría");

    public Harvest Harvest(RunOptions? options = null) => Ingestor.Run(Survey(), files, options ?? new()).Value;

    public IReadOnlyList<string> Files => files;

    public List<Indicator> Indicators { get; } = [];

    public Bound Bound(Hypothesis hypothesis, SealedManifest? manifest = null) =>
        State(manifest).Systems[0].Bounds.Single(b => b.Hypothesis == hypothesis);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A Zeek conn.log that is alive every minute from a minute before the window to well after it.</summary>
    public static string Conn(params Conn[] rows) => ConnText(rows, T0 - (2 * Minute), T0 + (5 * Hour));

    public static string ConnText(IEnumerable<Conn> rows, long from, long to)
    {
        var alive = new List<Conn>();
        for (var t = from; t <= to; t += Minute)
            alive.Add(new(t, 0.5, Padron, "10.0.0.53", 53, 80, 120));
        var all = rows.Concat(alive).OrderBy(r => r.Start + (long)(r.Seconds * Second)).ToList();
        return ConnHeader + string.Concat(all.Select(r => r.Text)) + "#close\t2026-09-16-13-00-00\n";
    }

    public const string ConnHeader =
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2026-09-16-08-00-00\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents\n"
        + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]\n";

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return memory.ToArray();
    }
}

/// <summary>One row of conn.log.</summary>
internal sealed record Conn(long Start, double Seconds, string Source, string Destination, int Port, long Sent, long Received)
{
    public string History { get; init; } = "ShADadFf";
    public long Missed { get; init; }

    public string Text => FormattableString.Invariant(
        $"{Start / 1_000_000}.{Start % 1_000_000:D6}\tC{Start:x}\t{Source}\t49152\t{Destination}\t{Port}\ttcp\t-\t{Seconds:F6}\t{Math.Max(0, Sent - 80)}\t{Math.Max(0, Received - 80)}\tSF\tT\tF\t{Missed}\t{History}\t2\t{Sent}\t2\t{Received}\t-\n");
}

/// <summary>Keeps what a parser says.</summary>
internal sealed class Recorder : RowSink
{
    public List<FlowRecord> Flows { get; } = [];
    public List<(FlowRecord Record, long Session, bool Final)> Sessions { get; } = [];
    public List<string> Names { get; } = [];
    public List<CounterSample> Counters { get; } = [];
    public List<(long Start, long End)> Silences { get; } = [];
    public List<(long Start, long End, HoleReason Reason)> Holes { get; } = [];
    public List<(string Device, long Number, long Count)> Numbers { get; } = [];

    public override void Flow(ref FlowRecord record, ulong device) => Flows.Add(record);
    public override void Session(ref FlowRecord record, ulong device, long session, bool final) => Sessions.Add((record, session, final));
    public override void Name(long time, Address client, ReadOnlySpan<byte> name, bool dns) => Names.Add(Encoding.UTF8.GetString(name));
    public override void Counter(CounterSample sample) => Counters.Add(sample);
    public override void Silence(long start, long end, ulong device) => Silences.Add((start, end));
    public override void Hole(long start, long end, HoleReason reason) => Holes.Add((start, end, reason));
    public override void Sequence(ReadOnlySpan<byte> device, long number, long count, long time) => Numbers.Add((Encoding.UTF8.GetString(device), number, count));

    /// <summary>Recognises the text and reads its lines, as the reader would.</summary>
    public static (Recorder Seen, string Format, List<LineKind> Kinds) Read(string text, ReadingOptions? options = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var parser = Recognition.Text(bytes, options ?? ReadingOptions.Plain) ?? throw new InvalidOperationException("not recognised");
        var feed = new TextFeed(new MemoryStream(bytes), parser);
        var seen = new Recorder();
        var kinds = new List<LineKind>();
        var chunk = new TextChunk();
        while (feed.Next(chunk))
        {
            foreach (var line in Encoding.UTF8.GetString(chunk.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                kinds.Add(chunk.Parser.Parse(Encoding.UTF8.GetBytes(line.TrimEnd('\r')), seen));
        }
        return (seen, feed.Parser.Format, kinds);
    }
}
