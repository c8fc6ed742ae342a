using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rebato.Kernel;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Statement;

/// <summary>Puts a harvest into a statement.</summary>
internal sealed class StatementMaker
{
    /// <summary>Findings that by themselves point at data leaving; the others only ask for a look.</summary>
    private static readonly HashSet<string> Indications =
        ["long-upload", "inversion", "beacon", "dns-tunnel", "icmp-volume", "indicator", "tor", "file-sharing", "staging"];

    private readonly Harvest harvest;
    private readonly Survey survey;
    private readonly List<SensorView> sensors;
    private readonly IReadOnlyList<Finding> findings;

    public StatementMaker(Harvest harvest, SealedManifest? manifest, IReadOnlyList<Finding> findings)
    {
        (this.harvest, this.findings) = (harvest, findings);
        survey = harvest.Terrain.Survey;
        sensors = [.. Enumerable.Range(0, survey.Scope.Sensors.Count).Select(s => new SensorView(harvest, s, manifest))];
    }

    public TrafficStatement Make()
    {
        var systems = Enumerable.Range(0, survey.Scope.Systems.Count).Select(System).ToList();
        return new(survey.Window, systems, [.. sensors.Select(Sensor)], [.. survey.Allowed.Select(Rule)],
            new Assumptions(survey, sensors, harvest).All(), findings, Closing(systems), [.. Hours()], Files(harvest))
        {
            ZoneName = survey.Scope.Zone,
            InputsRoot = Root(harvest.Files.Select(f => f.Sha256)),
            SettingsRoot = Root([JsonSerializer.Serialize(survey.Scope), .. survey.Allowed.Select(a => a + a.Author + a.Reason), .. survey.Indicators.Select(i => i.ToString())]),
        };
    }

    private SystemStatement System(int system)
    {
        var settings = survey.Scope.Systems[system];
        var bounds = new Bounds(harvest, sensors, system).All();
        var seen = findings.Any(f => f.System == settings.Name && Indications.Contains(f.Code));
        var allowed = harvest.Tally.Systems.Where(s => s.Key.System == system).Select(s => s.Value.Allowed).DefaultIfEmpty(0).Max();
        return new(settings.Name, settings.Addresses, bounds, allowed,
            [.. settings.Databases.Select(d => new Verdicts(survey.Scope, d, seen).Statement(bounds))],
            [.. Evidence(system)], [.. Top(system)]);
    }

    private IEnumerable<EvidenceRange> Evidence(int system) => harvest.Tally.Evidence.Where(e => e.Key.System == system)
        .OrderBy(e => e.Key.File).Select(e => new EvidenceRange(harvest.Files[e.Key.File].Path, harvest.Files[e.Key.File].Sha256,
            e.Value.FirstLine, e.Value.LastLine, e.Value.Rows, e.Value.Outside));

    private IEnumerable<TopFlow> Top(int system) => !harvest.Tally.Top.TryGetValue(system, out var top) ? [] : top.Flows
        .Select(f => new TopFlow(new(f.Start), new(f.End), f.Sender.ToString(), f.Receiver.ToString(), f.Port, f.Protocol,
            f.Octets == long.MaxValue ? null : f.Octets, harvest.Files[f.File].Path, f.Line));

    private SensorStatement Sensor(SensorView view) => new(view.Name, view.Settings.Covers, view.CanBound, view.Refusals,
        view.IsCounter ? 0 : view.Coverage.Gaps.Count,
        view.IsCounter ? [] : [.. view.Coverage.Holes.Select(h => new HoleStatement(new(h.Start), new(h.End), h.Reason.ToString()))]);

    private RuleStatement Rule(AllowRule rule, int index)
    {
        // Two sensors may have seen the same flows: what a rule hides is the most that any one of them saw.
        var bySensor = harvest.Tally.Rules.Where(r => r.Key.Rule == index).GroupBy(r => r.Key.Sensor)
            .Select(g => (Octets: g.Sum(r => r.Value.Octets), Flows: g.Sum(r => r.Value.Flows))).OrderByDescending(r => r.Octets).FirstOrDefault();
        var width = rule.Destination.Base.IsV4 || rule.Destination.Prefix >= 96 ? rule.Destination.Prefix - 96 : rule.Destination.Prefix;
        return new(rule.ToString(), rule.Author, rule.Reason, bySensor.Octets, bySensor.Flows, Broad: width < 24);
    }

    /// <summary>The way out hour by hour: the sensor that claims the perimeter and saw the most.</summary>
    private IEnumerable<HourStatement> Hours()
    {
        var outer = sensors.Where(s => s.Settings.Claims(Traffic.Sensor.Perimeter) && !s.IsCounter)
            .OrderByDescending(s => harvest.Tally.Hours.Where(h => h.Key.Sensor == s.Index).Sum(h => (decimal)h.Value.Outside + h.Value.Allowed)).FirstOrDefault();
        if (outer is null)
            yield break;
        var byHour = harvest.Tally.Hours.Where(h => h.Key.Sensor == outer.Index).GroupBy(h => h.Key.Hour)
            .ToDictionary(g => g.Key, g => (Outside: g.Aggregate(0L, (s, h) => FlowEntry.Saturate(s, h.Value.Outside)), Allowed: g.Aggregate(0L, (s, h) => FlowEntry.Saturate(s, h.Value.Allowed))));
        var gaps = outer.Coverage.Gaps.Minutes().GroupBy(m => (int)(m / 60)).ToDictionary(g => g.Key, g => g.Count());
        var last = (int)(survey.Window.To.Micros / Clock.Hour);
        for (var hour = (int)(survey.Window.From.Micros / Clock.Hour); hour <= last; hour++)
        {
            var volume = byHour.GetValueOrDefault(hour);
            yield return new(new(hour * Clock.Hour), volume.Outside, volume.Allowed, gaps.GetValueOrDefault(hour));
        }
    }

    public static IReadOnlyList<FileStatement> Files(Harvest harvest) => [.. harvest.Files.Select(file => new FileStatement(file.Path, file.Sha256, file.Size, file.Format,
        file.Sensor == InputFile.NoSensor ? "" : harvest.Terrain.Survey.Scope.Sensors[file.Sensor].Name, file.Lines, file.Records, file.Ignored,
        file.UnreadableCount, file.UnreadableLines, file.Truncated, file.Refused,
        file.FirstLogged == 0 ? null : new Instant(file.FirstLogged), file.LastLogged == 0 ? null : new Instant(file.LastLogged)))];

    /// <summary>What would have to be brought to certify more.</summary>
    private List<string> Closing(List<SystemStatement> systems)
    {
        var reasons = systems.SelectMany(s => s.Bounds).Where(b => b.Octets is null).SelectMany(b => b.Reasons)
            .Concat(sensors.SelectMany(s => s.Refusals.Select(r => $"{s.Name}:{r}")))
            .Concat(sensors.Where(s => !s.IsCounter && s.Coverage.Gaps.Count > 0).Select(s => $"{s.Name}:gap-minutes={s.Coverage.Gaps.Count}"));
        return [.. reasons.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string Root(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts.Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(part + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
