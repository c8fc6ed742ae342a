using System.Globalization;
using System.Text.Json;
using Rebato.Kernel;
using Rebato.Traffic;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Statement;

namespace Rebato.Modules.Traffic;

/// <summary>What was asked of <c>bound</c> or <c>findings</c>.</summary>
internal sealed record TrafficQuestion(string[] Files, string Systems, string[] Window, string? Allow, string? Manifest,
    IReadOnlyList<(string Path, string Category)> Indicators, RunOptions Options, string? Output, bool Json, bool FindingsOnly);

/// <summary>The command at work: files in, engine, words out.</summary>
internal static class TrafficRun
{
    /// <summary>A window that nothing falls in: files are read, and nothing is counted.</summary>
    private static readonly Window Nowhen = new(new(0), new(0));

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static int Inspect(TrafficScreen screen, string[] files, string? systems, bool json, int threads, CancellationToken cancellation)
    {
        if (!Scope(systems).Done(out var scope, out var refusal) || !Paths(files).Done(out var paths, out refusal))
            return screen.Refuse(refusal!);
        var survey = new Survey(scope, Nowhen, [], []);
        var found = TrafficEngine.Inspect(survey, paths, threads, cancellation);
        if (json)
            screen.Output.WriteLine(TrafficEngine.ToJson(found));
        else
            screen.Files(found, TimeZoneInfo.FindSystemTimeZoneById(scope.Zone));
        return found.Any(f => f.Unreadable > 0 || f.Truncated || f.Refused is not null) ? 1 : 0;
    }

    public static int Seal(TrafficScreen screen, string[] files, string systems, string author, string? output, int threads, CancellationToken cancellation)
    {
        if (!Scope(systems).Done(out var scope, out var refusal) || !Paths(files).Done(out var paths, out refusal))
            return screen.Refuse(refusal!);
        var survey = new Survey(scope, Nowhen, [], []);
        var manifest = TrafficEngine.Seal(survey, paths, author, threads, cancellation).Write();
        if (output is null)
            screen.Output.WriteLine(manifest);
        else
            Write(screen, output, manifest);
        return 0;
    }

    public static int Bound(TrafficScreen screen, TrafficQuestion question, CancellationToken cancellation)
    {
        if (!Survey(question).Done(out var survey, out var refusal) || !Paths(question.Files).Done(out var paths, out refusal)
            || !Manifest(question.Manifest).Done(out var manifest, out refusal))
            return screen.Refuse(refusal!);
        if (!TrafficEngine.State(survey, paths, manifest.Count == 0 ? null : manifest[0], question.Options, cancellation: cancellation).Done(out var statement, out refusal))
            return screen.Refuse(refusal);
        if (question.Output is { } folder)
            Save(screen, folder, statement, quiet: question.Json);
        if (question.Json)
            screen.Output.WriteLine(question.FindingsOnly ? TrafficEngine.ToJson(statement.Findings) : TrafficEngine.ToJson(statement));
        else if (question.FindingsOnly)
            screen.Findings(statement);
        else
            screen.Statement(statement);
        return Clear(statement, question.FindingsOnly) ? 0 : 1;
    }

    public static int Report(TrafficScreen screen, string path, string output)
    {
        if (!TrafficEngine.FromJson(File.ReadAllText(path)).Done(out var statement, out var refusal))
            return screen.Refuse(refusal);
        Write(screen, output, HtmlReport.Write(statement, screen.Culture));
        return 0;
    }

    public static int Size(TrafficScreen screen, string[] files, bool json, CancellationToken cancellation)
    {
        if (!Paths(files).Done(out var paths, out var refusal))
            return screen.Refuse(refusal);
        var sizes = paths.Select(path =>
        {
            using var dump = File.OpenRead(path);
            return (Path: path, Size: DumpSize.Measure(dump, cancellation));
        }).ToList();
        if (json)
            screen.Output.WriteLine(JsonSerializer.Serialize(sizes.Select(s => new { s.Path, s.Size.Plain, s.Size.Zstd, s.Size.Brotli, s.Size.Compressed }), Indented));
        foreach (var (path, size) in json ? [] : sizes)
            screen.Output.WriteLine(screen.Say("cli.measured", path, size.Plain, size.Compressed, size.Zstd, size.Brotli));
        return 0;
    }

    private static bool Clear(TrafficStatement statement, bool findingsOnly) => statement.Findings.Count == 0
        && (findingsOnly || statement.Systems.All(s => s.Databases.All(d => d.Judgements.All(j => j.Verdict == Verdict.Excluded))));

    private static void Save(TrafficScreen screen, string folder, TrafficStatement statement, bool quiet)
    {
        Directory.CreateDirectory(folder);
        var target = quiet ? screen with { Output = TextWriter.Null } : screen;
        Write(target, Path.Combine(folder, "declaracion.json"), TrafficEngine.ToJson(statement));
        Write(target, Path.Combine(folder, "certificado.json"), TrafficEngine.ToJson(TrafficCertificate.Of(statement)));
        Write(target, Path.Combine(folder, "informe.html"), HtmlReport.Write(statement, screen.Culture));
    }

    private static void Write(TrafficScreen screen, string path, string text)
    {
        File.WriteAllText(path, text);
        screen.Output.WriteLine(screen.Say("cli.written", path));
    }

    private static Outcome<Survey> Survey(TrafficQuestion question)
    {
        if (!Scope(question.Systems).Done(out var scope, out var refusal) || !Window(question.Window).Done(out var window, out refusal))
            return refusal!;
        IReadOnlyList<AllowRule> allowed = [];
        if (question.Allow is { } path)
        {
            var read = AllowList.Read(File.ReadAllText(path));
            if (read.Refusal is { } wrong)
                return wrong;
            allowed = read.Value;
        }
        var indicators = new List<Indicator>();
        foreach (var (file, category) in question.Indicators)
        {
            var read = IndicatorList.Read(File.ReadAllText(file), Path.GetFileName(file), category);
            if (read.Refusal is { } wrong)
                return wrong;
            indicators.AddRange(read.Value);
        }
        return new Survey(scope, window, allowed, indicators);
    }

    /// <summary>Without a file of systems, everything can be read and nothing bounded: one network, one system that is nowhere.</summary>
    private static Outcome<TrafficScope> Scope(string? path) => TrafficScope.Read(path is null
        ? """{"internal":["10.0.0.0/8","172.16.0.0/12","192.168.0.0/16","fc00::/7"],"sensors":[],"systems":[{"name":"-","addresses":["0.0.0.0"]}]}"""
        : File.ReadAllText(path));

    private static Outcome<Window> Window(string[] typed)
    {
        if (typed.Length != 2 || At(typed[0]) is not { } from || At(typed[1]) is not { } to || from >= to)
            return new Refusal("traffic.window");
        return new Window(from, to);
    }

    /// <summary>An instant must say its zone: a bound an hour off is no bound.</summary>
    private static Instant? At(string text) =>
        text.Length > 11 && text.AsSpan(11).IndexOfAny('Z', '+', '-') >= 0
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Instant.From(at) : null;

    private static Outcome<IReadOnlyList<SealedManifest>> Manifest(string? path)
    {
        if (path is null)
            return Outcome<IReadOnlyList<SealedManifest>>.From([]);
        var read = SealedManifest.Read(File.ReadAllText(path));
        return read.Refusal is { } refusal ? refusal : Outcome<IReadOnlyList<SealedManifest>>.From([read.Value]);
    }

    private static Outcome<IReadOnlyList<string>> Paths(string[] typed)
    {
        var paths = new List<string>();
        foreach (var path in typed)
        {
            if (Directory.Exists(path))
                paths.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories));
            else if (File.Exists(path))
                paths.Add(path);
            else
                return new Refusal("traffic.file", Field: path, Values: [new FileNotFoundException().Message]);
        }
        return paths.Count == 0 ? new Refusal("traffic.nothing") : Outcome<IReadOnlyList<string>>.From(paths);
    }
}
