using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// What a run has done so far, in a folder: counts, runs of the table, files read. It is written whole beside the old one and
/// takes its name at the end, so a run that is killed goes on from the last one that was finished.
/// </summary>
internal sealed class Checkpoint(string directory, string settings)
{
    private const int Version = 1;

    private string Place => Path.Combine(directory, "state.bin");

    public static string SettingsOf(Survey survey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(survey.Scope) + survey.Window + string.Join('\n', survey.Allowed) + string.Join('\n', survey.Indicators))));

    public void Save(IReadOnlyList<InputFile> done, Tally tally, FlowTable table)
    {
        Directory.CreateDirectory(directory);
        var fresh = Place + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            using var to = new BinaryWriter(file);
            to.Write(Version);
            to.Write(settings);
            to.Write(JsonSerializer.Serialize(done.Select(SavedFile.Of)));
            var runs = table.Runs.ToList();
            to.Write(runs.Count);
            foreach (var (partition, path) in runs)
            {
                to.Write(partition);
                to.Write(Path.GetFileName(path));
            }
            TallyStore.Write(to, tally);
            to.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, Place, overwrite: true);
    }

    /// <summary>Takes the last finished state up; null when there is none, and false when it is of another survey.</summary>
    public (bool Usable, IReadOnlyList<InputFile> Done, Tally Tally) Load(FlowTable table)
    {
        if (!File.Exists(Place))
            return (true, [], new());
        using var from = new BinaryReader(new FileStream(Place, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));
        if (from.ReadInt32() != Version || from.ReadString() != settings)
            return (false, [], new());
        var files = JsonSerializer.Deserialize<List<SavedFile>>(from.ReadString())!;
        for (var left = from.ReadInt32(); left > 0; left--)
            table.Adopt(from.ReadInt32(), Path.Combine(directory, from.ReadString()));
        var tally = TallyStore.Read(from);
        return (true, [.. files.Select(f => f.Restore())], tally);
    }
}

/// <summary>A file that was read, as the checkpoint keeps it.</summary>
internal sealed record SavedFile(string Path, int Index, int Sensor, long Size, string Sha256, string Format, string? CannotBound, string? Refused, bool Truncated,
    long Lines, long Records, long Ignored, long Unreadable, long First, long Last, List<SavedHole> Holes, List<long> BadLines)
{
    public static SavedFile Of(InputFile f) => new(f.Path, f.Index, f.Sensor, f.Size, f.Sha256, f.Format, f.CannotBound, f.Refused, f.Truncated,
        f.Lines, f.Records, f.Ignored, f.UnreadableCount, f.FirstLogged, f.LastLogged, [.. f.Holes.Select(h => new SavedHole(h.Start, h.End, h.Reason))], f.UnreadableLines);

    public InputFile Restore() => new(Path, Index, Sensor)
    {
        Size = Size,
        Sha256 = Sha256,
        Format = Format,
        CannotBound = CannotBound,
        Refused = Refused,
        Truncated = Truncated,
        Lines = Lines,
        Records = Records,
        Ignored = Ignored,
        UnreadableCount = Unreadable,
        FirstLogged = First,
        LastLogged = Last,
        Holes = [.. Holes.Select(h => (h.Start, h.End, h.Reason))],
        UnreadableLines = BadLines,
    };
}

internal sealed record SavedHole(long Start, long End, Reading.HoleReason Reason);
