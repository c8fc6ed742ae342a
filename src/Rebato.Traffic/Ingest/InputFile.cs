using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

/// <summary>A line that could not be read, and when it was written if its neighbours say so.</summary>
internal readonly record struct Unreadable(long Line, int Chunk, long Before, long After);

/// <summary>
/// What became of one input file. Its chunks may be read by several workers, so additions are locked; nothing here
/// depends on their order.
/// </summary>
internal sealed class InputFile(string path, int index, int sensor)
{
    private const int Shown = 50;

    private readonly Lock gate = new();
    private readonly List<Unreadable> unreadable = [];
    private readonly SortedDictionary<int, (long First, long Last)> chunks = [];

    public string Path { get; } = path;
    public int Index { get; } = index;

    /// <summary>Index of its sensor, or <see cref="NoSensor"/>.</summary>
    public int Sensor { get; } = sensor;
    public long Size { get; set; }
    public string Sha256 { get; set; } = "";
    public string Format { get; set; } = "";
    public string? CannotBound { get; set; }

    /// <summary>Why the file was not read at all; null when it was.</summary>
    public string? Refused { get; set; }
    public bool Truncated { get; set; }
    public long Lines { get; set; }
    public long Records { get; set; }
    public long Ignored { get; set; }
    public long UnreadableCount { get; set; }
    public long FirstLogged { get; set; }
    public long LastLogged { get; set; }

    /// <summary>Instants between which rows of this file are missing; 0 stands for unknown.</summary>
    public List<(long Start, long End, HoleReason Reason)> Holes { get; set; } = [];

    /// <summary>Numbers of the first lines that could not be read.</summary>
    public List<long> UnreadableLines { get; set; } = [];

    /// <summary>Index of files that belong to no sensor.</summary>
    public const int NoSensor = 255;

    public void Add(int chunk, in ChunkCount count, List<Unreadable> bad, IEnumerable<(long, long, HoleReason)> holes)
    {
        lock (gate)
        {
            Records += count.Records;
            Ignored += count.Ignored;
            UnreadableCount += bad.Count;
            unreadable.AddRange(bad);
            Holes.AddRange(holes);
            if (count.FirstLogged == 0)
                return;
            chunks[chunk] = (count.FirstLogged, count.LastLogged);
            FirstLogged = FirstLogged == 0 ? count.Earliest : Math.Min(FirstLogged, count.Earliest);
            LastLogged = Math.Max(LastLogged, count.Latest);
        }
    }

    /// <summary>When all its chunks are in: the time of a bad line is that of the readable lines around it.</summary>
    public void Seal()
    {
        foreach (var bad in unreadable)
        {
            var before = bad.Before != 0 ? bad.Before : chunks.LastOrDefault(c => c.Key < bad.Chunk).Value.Last;
            var after = bad.After != 0 ? bad.After : chunks.FirstOrDefault(c => c.Key > bad.Chunk).Value.First;
            Holes.Add(before != 0 && after != 0
                ? (Math.Min(before, after), Math.Max(before, after), HoleReason.UnreadableLine)
                : (before, after, HoleReason.UnreadableLine));
        }
        UnreadableLines = [.. unreadable.Select(u => u.Line).Order().Take(Shown)];
        if (Truncated || Refused is not null)
            Holes.Add((LastLogged, 0, HoleReason.TruncatedFile));
        unreadable.Clear();
        chunks.Clear();
        Holes = [.. Holes.Distinct().Order()];
    }
}

/// <summary>What one chunk of lines came to.</summary>
internal struct ChunkCount
{
    public long Records;
    public long Ignored;
    public long FirstLogged;
    public long LastLogged;
    public long Earliest;
    public long Latest;

    public void See(long logged)
    {
        if (FirstLogged == 0)
            FirstLogged = Earliest = logged;
        LastLogged = logged;
        Earliest = Math.Min(Earliest, logged);
        Latest = Math.Max(Latest, logged);
    }
}
