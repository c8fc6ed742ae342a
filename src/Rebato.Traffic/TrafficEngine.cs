using System.Text.Json;
using System.Text.Json.Serialization;
using Rebato.Kernel;
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
    /// <param name="cancellation">Stops between chunks; with a state directory a later run goes on.</param>
    public static TrafficStatement State(Survey survey, IEnumerable<string> paths, SealedManifest? manifest, RunOptions options, CancellationToken cancellation = default)
    {
        using var harvest = Ingestor.Run(survey, paths, options, cancellation);
        return new StatementMaker(harvest, manifest, []).Make();
    }

    /// <summary>Lists the files as they are now, to be held against them later.</summary>
    public static SealedManifest Seal(Survey survey, IEnumerable<string> paths, string author, RunOptions options, CancellationToken cancellation = default)
    {
        using var harvest = Ingestor.Run(survey, paths, options, cancellation);
        return SealedManifest.Of(author, harvest);
    }

    /// <summary>The machine's version of the statement.</summary>
    public static string ToJson(TrafficStatement statement) => JsonSerializer.Serialize(statement, Json);

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instant.From(reader.GetDateTimeOffset());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
