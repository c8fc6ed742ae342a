namespace Rebato.Traffic.Ingest;

/// <summary>
/// The exact aggregation of all flows by sensor, ends, service port and protocol. When it holds more entries than
/// it may, the partition that grew is sorted and written to disk; reading merges memory and disk. It never
/// approximates. Sums, minima and maxima commute, so neither order nor sharding changes it.
/// </summary>
internal sealed class FlowTable : IDisposable
{
    public const int Partitions = 64;

    private readonly FlowPartition[] partitions = [.. Enumerable.Range(0, Partitions).Select(_ => new FlowPartition())];
    private readonly List<string>[] runs = [.. Enumerable.Range(0, Partitions).Select(_ => new List<string>())];
    private readonly int mostPerPartition;
    private readonly Lazy<string> directory;
    private readonly bool temporary;

    /// <param name="mostEntries">How many entries may be in memory, at 72 bytes each.</param>
    /// <param name="directory">Where to spill; null for a temporary folder that goes with the table.</param>
    public FlowTable(long mostEntries = long.MaxValue, string? directory = null)
    {
        mostPerPartition = (int)Math.Clamp(mostEntries / Partitions, 64, 1 << 23);
        temporary = directory is null;
        this.directory = new(() => directory ?? Directory.CreateTempSubdirectory("rebato-flows-").FullName);
    }

    /// <summary>Runs written so far, for a checkpoint.</summary>
    public IEnumerable<(int Partition, string Path)> Runs => runs.SelectMany((list, p) => list.Select(path => (p, path)));

    public FlowTableWriter Writer() => new(this);

    public unsafe void Add(int partition, FlowEntry* batch, ulong* hashes, int count)
    {
        var part = partitions[partition];
        lock (part.Gate)
        {
            part.AddAll(batch, hashes, count);
            if (part.Count >= mostPerPartition)
                Spill(partition);
        }
    }

    /// <summary>Puts everything on disk, so that a checkpoint holds it.</summary>
    public void SpillAll()
    {
        for (var p = 0; p < Partitions; p++)
        {
            lock (partitions[p].Gate)
            {
                if (partitions[p].Count > 0)
                    Spill(p);
            }
        }
    }

    /// <summary>Takes up runs that an earlier run of the program left.</summary>
    public void Adopt(int partition, string path) => runs[partition].Add(path);

    /// <summary>
    /// Every entry once, those of a partition in key order when any of it was spilled. One pass over the disk,
    /// with a buffer for each run.
    /// </summary>
    public IEnumerable<FlowEntry> Entries()
    {
        for (var p = 0; p < Partitions; p++)
        {
            var entries = runs[p].Count == 0 ? partitions[p].Entries() : Merge(p);
            foreach (var entry in entries)
                yield return entry;
        }
    }

    public void Dispose()
    {
        if (temporary && directory.IsValueCreated)
            Directory.Delete(directory.Value, recursive: true);
    }

    private IEnumerable<FlowEntry> Merge(int partition)
    {
        var sources = runs[partition].Select(FlowRun.Read).ToList();
        sources.Add(partitions[partition].Entries().Order(Comparer<FlowEntry>.Create(static (a, b) => a.CompareKey(b))));
        return FlowRun.Merge(sources);
    }

    private void Spill(int partition)
    {
        Directory.CreateDirectory(directory.Value);
        var path = Path.Combine(directory.Value, $"flows-{partition:D2}-{runs[partition].Count:D5}.run");
        FlowRun.Write(path, partitions[partition].Drain());
        runs[partition].Add(path);
    }
}
