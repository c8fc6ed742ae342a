using System.Text.Json;
using System.Text.Json.Serialization;
using Rebato.Kernel;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic;

/// <summary>
/// What a town hall declares about itself so that records can be judged: its networks, its sensors and what each
/// of them sees, its critical systems and their databases. Read from a JSON file; every claim has an author.
/// </summary>
public sealed record TrafficScope
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Networks of the house in CIDR; everything else is outside.</summary>
    public required IReadOnlyList<string> Internal { get; init; }

    /// <summary>Zone of clocks that write none, and of the working day.</summary>
    public string Zone { get; init; } = "Europe/Madrid";

    /// <summary>Capacity of the way out, in megabits a second, all links together.</summary>
    public double? UplinkMbps { get; init; }

    public required IReadOnlyList<Sensor> Sensors { get; init; }

    public required IReadOnlyList<CriticalSystem> Systems { get; init; }

    /// <summary>How many persons' data may at most fit for level N1.</summary>
    public long PersonsThreshold { get; init; } = 1;

    /// <summary>Share taken off the compressed size of a database, because nobody can prove how well it compresses.</summary>
    public double CompressionAllowance { get; init; } = 0.5;

    /// <summary>Reads the file; a refusal names the field or the place that is wrong.</summary>
    public static Outcome<TrafficScope> Read(string json)
    {
        try
        {
            var scope = JsonSerializer.Deserialize<TrafficScope>(json, Json);
            return scope is null ? new Refusal("traffic.scope.empty") : scope.Check() is { } refusal ? refusal : scope;
        }
        catch (JsonException e)
        {
            return new Refusal("traffic.scope.json", Field: e.Path, Values: [(e.LineNumber ?? 0) + 1, e.Message]);
        }
    }

    private Refusal? Check()
    {
        if (Internal.Count == 0 || Internal.FirstOrDefault(n => !Network.TryParse(n, out _)) is not null)
            return new("traffic.scope.network", Field: "internal", Values: [Internal.FirstOrDefault(n => !Network.TryParse(n, out _)) ?? ""]);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
            return new("traffic.scope.zone", Field: "zone", Values: [Zone]);
        if (UplinkMbps is <= 0 || CompressionAllowance is < 0 or >= 1 || PersonsThreshold < 0)
            return new("traffic.scope.number", Field: UplinkMbps is <= 0 ? "uplinkMbps" : "compressionAllowance");
        if (Sensors.Count > 250 || Sensors.DistinctBy(s => s.Name).Count() != Sensors.Count)
            return new("traffic.scope.sensors", Field: "sensors");
        if (Systems.Count == 0 || Systems.DistinctBy(s => s.Name).Count() != Systems.Count)
            return new("traffic.scope.systems", Field: "systems");
        return Systems.Select(CheckSystem).FirstOrDefault(r => r is not null)
            ?? Sensors.Select(CheckSensor).FirstOrDefault(r => r is not null);
    }

    private Refusal? CheckSystem(CriticalSystem system)
    {
        var field = $"systems.{system.Name}";
        if (system.Addresses.Count == 0 || system.Addresses.FirstOrDefault(a => !Address.TryParse(a, out _)) is not null)
            return new("traffic.scope.address", Field: field, Values: [system.Addresses.FirstOrDefault(a => !Address.TryParse(a, out _)) ?? ""]);
        if (Systems.Any(o => o != system && o.Addresses.Intersect(system.Addresses, StringComparer.Ordinal).Any()))
            return new("traffic.scope.shared-address", Field: field);
        var sizes = system.Databases.SelectMany(d => d.Tables.Select(t => t.CompressedBytes).Append(d.CompressedBytes));
        return system.NicMbps is <= 0 || sizes.Any(s => s <= 0) || system.Databases.Any(d => d.BytesPerPerson is <= 0)
            ? new("traffic.scope.number", Field: field) : null;
    }

    private Refusal? CheckSensor(Sensor sensor)
    {
        var field = $"sensors.{sensor.Name}";
        var known = sensor.Covers.All(c => c is Sensor.Perimeter or Sensor.Interior
            || (c.StartsWith(Sensor.OfSystem, StringComparison.Ordinal) && Systems.Any(s => s.Name == c[Sensor.OfSystem.Length..])));
        if (!known)
            return new("traffic.scope.covers", Field: field);
        if (sensor.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return new("traffic.scope.zone", Field: field, Values: [zone]);
        if (sensor.Sampling < 1 || sensor.Mtu < 68 || sensor.Silence <= TimeSpan.Zero || sensor.LongestSession < TimeSpan.Zero || sensor.CapacityMbps is <= 0)
            return new("traffic.scope.number", Field: field);
        return sensor.Completeness is { Kind: CompletenessKind.Counter, Counter: var counter } && Sensors.All(s => s.Name != counter)
            ? new("traffic.scope.counter", Field: field, Values: [counter ?? ""]) : null;
    }
}
