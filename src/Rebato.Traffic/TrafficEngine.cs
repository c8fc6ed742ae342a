using System.Text.Json;
using System.Text.Json.Serialization;
using Rebato.Kernel;
using Rebato.Traffic.Findings;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Statement;

namespace Rebato.Traffic;

/// <summary>The engine's door: records in, a statement out. No clock, no network, no database.</summary>
public static class TrafficEngine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new InstantConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Reads the files and states what can have left. Damaged files never throw: they become gaps. An
    /// <see cref="IOException"/> does (a file that cannot be opened is not evidence).
    /// </summary>
    /// <param name="survey">The house, the window, the allow-list and the indicators.</param>
    /// <param name="paths">Files in any order and format.</param>
    /// <param name="manifest">The list sealed when the files were collected, if there is one.</param>
    /// <param name="options">How much of the machine to use.</param>
    /// <param name="rules">From where the detectors speak; null for the usual thresholds.</param>
    /// <param name="cancellation">Stops between chunks; with a state directory a later run goes on.</param>
    public static Outcome<TrafficStatement> State(Survey survey, IEnumerable<string> paths, SealedManifest? manifest, RunOptions options,
        FindingRules? rules = null, CancellationToken cancellation = default)
    {
        if (!Ingestor.Run(survey, paths, options, cancellation).Done(out var harvest, out var refusal))
            return refusal;
        using var read = harvest;
        var findings = Detection.Run(harvest, rules ?? new(), options, cancellation);
        return new StatementMaker(harvest, manifest, findings).Make();
    }

    /// <summary>Lists the files as they are now, to be held against them later.</summary>
    public static SealedManifest Seal(Survey survey, IEnumerable<string> paths, string author, int threads = 2, CancellationToken cancellation = default)
    {
        // Without a state directory nothing can refuse.
        using var harvest = Ingestor.Run(survey, paths, new(threads), cancellation).Value;
        return SealedManifest.Of(author, harvest);
    }

    /// <summary>The machine's version of the statement.</summary>
    public static string ToJson(TrafficStatement statement) => JsonSerializer.Serialize(statement, Json);

    /// <summary>Reads a statement that <see cref="ToJson(TrafficStatement)"/> wrote.</summary>
    public static Outcome<TrafficStatement> FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TrafficStatement>(json, Json) is { Systems: not null, Files: not null } statement
                ? statement : new Refusal("traffic.statement.json", Values: [""]);
        }
        catch (JsonException e)
        {
            return new Refusal("traffic.statement.json", Values: [e.Message]);
        }
    }

    /// <summary>The certificate as it is hashed and kept.</summary>
    public static string ToJson(TrafficCertificate certificate) => JsonSerializer.Serialize(certificate, Json);

    /// <inheritdoc cref="ToJson(TrafficStatement)"/>
    public static string ToJson(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(findings, Json);

    /// <inheritdoc cref="ToJson(TrafficStatement)"/>
    public static string ToJson(IReadOnlyList<FileStatement> files) => JsonSerializer.Serialize(files, Json);

    /// <summary>Reads the files without judging them: what they are, and how much of them can be read.</summary>
    public static IReadOnlyList<FileStatement> Inspect(Survey survey, IEnumerable<string> paths, int threads = 2, CancellationToken cancellation = default)
    {
        using var harvest = Ingestor.Run(survey, paths, new(threads), cancellation).Value;
        return StatementMaker.Files(harvest);
    }

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TryGetDateTimeOffset(out var value) ? Instant.From(value) : throw new JsonException("Not an instant.");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
