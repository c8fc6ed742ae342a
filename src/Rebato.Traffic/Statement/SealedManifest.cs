using System.Text.Json;
using Rebato.Kernel;
using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Statement;

/// <summary>
/// The list of files made when they were collected (<c>rebato traffic seal</c>). Against it, a file that later lacks a
/// line is another file, and the time it spoke of becomes a gap.
/// </summary>
/// <param name="Author">Who collected them.</param>
/// <param name="Files">What was collected.</param>
public sealed record SealedManifest(string Author, IReadOnlyList<SealedFile> Files)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Outcome<SealedManifest> Read(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<SealedManifest>(json, Json);
            return manifest is { Author.Length: > 0, Files: not null } ? manifest : new Refusal("traffic.manifest.empty");
        }
        catch (JsonException e)
        {
            return new Refusal("traffic.manifest.json", Field: e.Path, Values: [e.Message]);
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Json);

    internal static SealedManifest Of(string author, Harvest harvest) => new(author,
        [.. harvest.Files.Select(f => new SealedFile(
            f.Sensor == InputFile.NoSensor ? "" : harvest.Terrain.Survey.Scope.Sensors[f.Sensor].Name,
            Path.GetFileName(f.Path), f.Sha256, f.Lines, f.FirstLogged, f.LastLogged))]);

    internal bool Speaks(string sensor) => Files.Any(f => f.Sensor == sensor);

    /// <summary>The sealed files of a sensor whose content is not among those read.</summary>
    internal IEnumerable<SealedFile> Missing(IEnumerable<InputFile> files, string sensor)
    {
        var present = files.Where(f => !f.Truncated && f.Refused is null).Select(f => f.Sha256).ToHashSet(StringComparer.Ordinal);
        return Files.Where(f => f.Sensor == sensor && !present.Contains(f.Sha256));
    }
}

/// <summary>A file as it was collected; times are UTC microseconds of its first and last row, 0 when it had none.</summary>
public sealed record SealedFile(string Sensor, string Name, string Sha256, long Lines, long First, long Last);
