using System.Security.Cryptography;

namespace Rebato.Traffic.Ingest;

/// <summary>Reads the files of a survey into a <see cref="Harvest"/>.</summary>
internal static class Ingestor
{
    public static Harvest Run(Survey survey, IEnumerable<string> paths, RunOptions options, CancellationToken cancellation = default)
    {
        var terrain = new Terrain(survey);
        var files = Assign(survey.Scope, paths);
        var spill = options.StateDirectory;
        var table = new FlowTable(options.MostEntries, spill);
        var tally = new Tally();
        Read(terrain, files, table, tally, options, cancellation);
        CloseSessions(terrain, files, table, tally);
        return new(terrain, files, tally, table);
    }

    private static void Read(Terrain terrain, IReadOnlyList<InputFile> files, FlowTable table, Tally tally, RunOptions options, CancellationToken cancellation)
    {
        var passes = Enumerable.Range(0, Math.Max(1, options.Threads))
            .Select(_ => new CountingPass(new(terrain, table, new()))).ToList();
        new Reader(terrain, files).Run(passes, cancellation);
        foreach (var pass in passes)
            tally.Merge(pass.Tally);
    }

    /// <summary>
    /// Gives files their sensors, in an order that does not depend on how they were named on the command line. A file
    /// whose content another file of the same sensor has is the same observation and is left out.
    /// </summary>
    internal static IReadOnlyList<InputFile> Assign(TrafficScope scope, IEnumerable<string> paths)
    {
        var chosen = paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Sensor: SensorOf(scope, path), new FileInfo(path).Length)).ToList();
        var copies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var twins in chosen.GroupBy(c => (c.Sensor, c.Length)).Where(g => g.Count() > 1 && g.Key.Length > 0))
        {
            foreach (var same in twins.GroupBy(t => Hash(t.Path)))
                copies.UnionWith(same.Skip(1).Select(t => t.Path));
        }
        return [.. chosen.Where(c => !copies.Contains(c.Path)).Select((c, i) => new InputFile(c.Path, i, c.Sensor))];
    }

    private static int SensorOf(TrafficScope scope, string path)
    {
        for (var s = 0; s < scope.Sensors.Count; s++)
        {
            if (scope.Sensors[s].Owns(path))
                return s;
        }
        return InputFile.NoSensor;
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void CloseSessions(Terrain terrain, IReadOnlyList<InputFile> files, FlowTable table, Tally tally)
    {
        var closing = new Tally();
        var sink = new CountingSink(terrain, table, closing);
        foreach (var (key, state) in tally.Sessions.All.OrderBy(s => s.State.File))
            sink.Close(key, state, files[state.File]);
        sink.Flush();
        tally.Merge(closing);
    }
}
