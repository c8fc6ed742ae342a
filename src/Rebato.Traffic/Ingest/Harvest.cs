namespace Rebato.Traffic.Ingest;

/// <summary>What reading came to.</summary>
internal sealed record Harvest(Terrain Terrain, IReadOnlyList<InputFile> Files, Tally Tally, FlowTable Table) : IDisposable
{
    public void Dispose() => Table.Dispose();

    /// <summary>The same with its files in the order of their names, whatever day each was read on.</summary>
    public Harvest InOrder()
    {
        var ordered = Files.OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var place = ordered.Select((file, i) => (file.Index, i)).ToDictionary(p => p.Index, p => p.i);
        var evidence = Tally.Evidence.ToList();
        Tally.Evidence.Clear();
        foreach (var ((system, file), span) in evidence)
            Tally.Evidence.Add((system, place[file]), span);
        foreach (var (system, top) in Tally.Top.ToList())
        {
            var moved = new TopFlows();
            foreach (var flow in top.Flows)
                moved.Add(flow with { File = place[flow.File] });
            Tally.Top[system] = moved;
        }
        return this with { Files = ordered };
    }
}

/// <summary>How a run may use the machine.</summary>
/// <param name="Threads">Workers.</param>
/// <param name="MostEntries">Entries of the flow table in memory, 72 bytes each; more go to disk.</param>
/// <param name="StateDirectory">Where to spill and to keep what a run that is cut can go on from; null for none.</param>
/// <param name="BatchOctets">After how many octets of input the state is put on disk.</param>
public sealed record RunOptions(int Threads = 2, long MostEntries = 14_000_000, string? StateDirectory = null, long BatchOctets = 2L << 30);
