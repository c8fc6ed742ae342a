using System.Globalization;
using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Statement;

/// <summary>Everything that must hold for the figures to hold, and how each stands.</summary>
internal sealed class Assumptions(Survey survey, IReadOnlyList<SensorView> sensors, Harvest harvest)
{
    public IReadOnlyList<Assumption> All() => [.. sensors.SelectMany(OfSensor), .. OfTown()];

    private static IEnumerable<Assumption> OfSensor(SensorView sensor)
    {
        var settings = sensor.Settings;
        if (settings.Covers.Count > 0)
            yield return Declared("cut-claim", settings.Name, settings.Claim, string.Join(", ", settings.Covers));
        if (sensor.IsCounter)
            yield break;
        yield return Completeness(sensor);
        if (settings.LongestSession is { } longest)
            yield return new("longest-session", settings.Name, AssumptionStatus.Declared, longest.ToString("c", CultureInfo.InvariantCulture));
        yield return new("silence", settings.Name, AssumptionStatus.Declared, settings.Silence.ToString("c", CultureInfo.InvariantCulture));
        if (sensor.Files.Any(f => f.Format == "fortigate"))
            yield return Declared("per-session-accounting", settings.Name, settings.PerSessionAccounting, "");
        if (settings.OneWayFlows is not null)
            yield return Declared("one-way-flows", settings.Name, settings.OneWayFlows, "");
        if (sensor.Sampled)
            yield return new("sampling", settings.Name, AssumptionStatus.Declared, $"1/{settings.Sampling}, {Poisson.Confidence.ToString("P1", CultureInfo.InvariantCulture)}");
    }

    private static Assumption Completeness(SensorView sensor)
    {
        var completeness = sensor.Settings.Completeness;
        var sound = !sensor.Refusals.Any(r => r.StartsWith("completeness", StringComparison.Ordinal));
        return completeness switch
        {
            null => new("completeness", sensor.Name, AssumptionStatus.Unsupported, ""),
            _ when !sound => new("completeness", sensor.Name, AssumptionStatus.Unsupported, completeness.Kind.ToString()),
            { Kind: CompletenessKind.Declared } => new("completeness", sensor.Name, AssumptionStatus.Declared, $"{completeness.Author}: {completeness.Reason}"),
            _ => new("completeness", sensor.Name, AssumptionStatus.Verified, completeness.Kind.ToString()),
        };
    }

    private IEnumerable<Assumption> OfTown()
    {
        if (survey.Scope.UplinkMbps is { } uplink)
            yield return new("uplink-capacity", "", AssumptionStatus.Declared, $"{uplink.ToString(CultureInfo.InvariantCulture)} Mb/s");
        foreach (var system in survey.Scope.Systems)
        {
            if (system.NicMbps is { } nic)
                yield return new("interface-capacity", system.Name, AssumptionStatus.Declared, $"{nic.ToString(CultureInfo.InvariantCulture)} Mb/s");
            yield return new("addresses", system.Name, AssumptionStatus.Declared, string.Join(", ", system.Addresses));
        }
        yield return new("compression-allowance", "", AssumptionStatus.Declared, survey.Scope.CompressionAllowance.ToString("P0", CultureInfo.InvariantCulture));
        yield return new("no-other-network", "", AssumptionStatus.Unsupported, "");
        foreach (var file in harvest.Files.Where(f => f.Sensor == InputFile.NoSensor))
            yield return new("file-of-no-sensor", file.Path, AssumptionStatus.Unsupported, file.Format);
    }

    private static Assumption Declared(string code, string subject, Declaration? declaration, string what) => declaration is null
        ? new(code, subject, AssumptionStatus.Unsupported, what)
        : new(code, subject, AssumptionStatus.Declared, $"{what} ({declaration.Author}: {declaration.Reason})".Trim());
}
