using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rebato.Kernel;

namespace Rebato.Platform.Data;

/// <summary>Instants in JSON are ISO 8601 in UTC.</summary>
public sealed class InstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instant.From(DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
