using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

/// <summary>What reading came to.</summary>
internal sealed record Harvest(Terrain Terrain, IReadOnlyList<InputFile> Files, Tally Tally, FlowTable Table) : IDisposable
{
    public void Dispose() => Table.Dispose();
}

/// <summary>How a run may use the machine.</summary>
/// <param name="Threads">Workers.</param>
/// <param name="MostEntries">Entries of the flow table in memory, 72 bytes each; more go to disk.</param>
/// <param name="StateDirectory">Where to spill and to keep what a run that is cut can go on from; null for none.</param>
/// <param name="BatchOctets">After how many octets of input the state is put on disk.</param>
public sealed record RunOptions(int Threads = 2, long MostEntries = 14_000_000, string? StateDirectory = null, long BatchOctets = 2L << 30);
