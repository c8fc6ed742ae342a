using System.Security.Cryptography;
using Rebato.Kernel;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// Reads the files of a survey into a <see cref="Harvest"/>, in batches. With a state directory each batch ends in a checkpoint: a
/// run that was killed goes on from there, and tomorrow's files are added to today's.
/// </summary>
internal static class Ingestor
{
    /// <summary>Refused only when the state directory is of another survey or of files that are no longer these.</summary>
    public static Outcome<Harvest> Run(Survey survey, IEnumerable<string> paths, RunOptions options, CancellationToken cancellation = default)
    {
        var terrain = new Terrain(survey);
        var table = new FlowTable(options.MostEntries, options.StateDirectory);
        var checkpoint = options.StateDirectory is { } directory ? new Checkpoint(directory, Checkpoint.SettingsOf(survey)) : null;
        var (usable, done, tally) = checkpoint?.Load(table) ?? (true, [], new());
        var files = Assign(survey.Scope, paths, done);
        if (!usable || done.Any(d => !files.Contains(d) || d.Size != new FileInfo(d.Path).Length || Hash(d.Path) != d.Sha256))
            return new Refusal("traffic.state");
        var read = done.ToList();
        foreach (var batch in Batches(files.Except(done), options.BatchOctets))
        {
            Read(terrain, batch, table, tally, options, cancellation);
            read.AddRange(batch);
            if (checkpoint is null)
                continue;
            table.SpillAll();
            checkpoint.Save(read, tally, table);
        }
        CloseSessions(terrain, files, table, tally);
        return new Harvest(terrain, files, tally, table).InOrder();
    }

    private static void Read(Terrain terrain, IReadOnlyList<InputFile> files, FlowTable table, Tally tally, RunOptions options, CancellationToken cancellation)
    {
        var passes = Enumerable.Range(0, Math.Max(1, options.Threads))
            .Select(_ => new CountingPass(new(terrain, table, new()))).ToList();
        new Reader(terrain, files).Run(passes, cancellation);
        foreach (var pass in passes)
            tally.Merge(pass.Tally);
    }

    private static IEnumerable<List<InputFile>> Batches(IEnumerable<InputFile> files, long octets)
    {
        var batch = new List<InputFile>();
        var size = 0L;
        foreach (var file in files)
        {
            batch.Add(file);
            size += new FileInfo(file.Path).Length;
            if (size < octets)
                continue;
            yield return batch;
            (batch, size) = ([], 0);
        }
        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>
    /// Gives files their sensors. A file whose content another file of the same sensor has is the same observation and is left
    /// out; of twins the one already read stays, else the first by name.
    /// </summary>
    private static List<InputFile> Assign(TrafficScope scope, IEnumerable<string> paths, IReadOnlyList<InputFile> done)
    {
        var known = done.ToDictionary(d => d.Path, StringComparer.Ordinal);
        var chosen = paths.Distinct(StringComparer.Ordinal).OrderBy(path => !known.ContainsKey(path)).ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => (Path: path, Sensor: SensorOf(scope, path), new FileInfo(path).Length)).ToList();
        var copies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var twins in chosen.GroupBy(c => (c.Sensor, c.Length)).Where(g => g.Count() > 1 && g.Key.Length > 0))
        {
            foreach (var same in twins.GroupBy(t => Hash(t.Path)))
                copies.UnionWith(same.Skip(1).Select(t => t.Path));
        }
        var files = new List<InputFile>(done);
        foreach (var (path, sensor, _) in chosen.Where(c => !copies.Contains(c.Path) && !known.ContainsKey(c.Path)))
            files.Add(new(path, files.Count, sensor));
        // A file that the state counted and that was not named again cannot be taken out of it.
        return done.All(d => chosen.Any(c => c.Path == d.Path)) ? files : [];
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

    private static void CloseSessions(Terrain terrain, List<InputFile> files, FlowTable table, Tally tally)
    {
        var closing = new Tally();
        var sink = new CountingSink(terrain, table, closing);
        foreach (var (key, state) in tally.Sessions.All.OrderBy(s => s.State.File))
            sink.Close(key, state, files[state.File]);
        sink.Flush();
        tally.Merge(closing);
    }
}
