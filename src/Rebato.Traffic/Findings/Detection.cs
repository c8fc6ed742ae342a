using Rebato.Kernel;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;
using Rebato.Traffic.Statement;

namespace Rebato.Traffic.Findings;

/// <summary>All findings of a harvest, in an order that depends on nothing but them.</summary>
internal static class Detection
{
    /// <summary>Connections remembered for the beacons: 16 octets each.</summary>
    private const long MostSeen = 8_000_000;

    public static IReadOnlyList<Finding> Run(Harvest harvest, FindingRules rules, RunOptions options, CancellationToken cancellation)
    {
        var flows = new FlowDetectors(harvest, rules);
        flows.Run();
        var found = flows.Found.Concat(new TallyDetectors(harvest, rules).Run()).Concat(Beacons(harvest, flows.Candidates, rules, options, cancellation));
        return [.. found.OrderBy(f => f.Code, StringComparer.Ordinal).ThenByDescending(f => f.Values.GetValueOrDefault("sent")).ThenBy(f => f.Subject, StringComparer.Ordinal)
            .ThenBy(f => f.Peer, StringComparer.Ordinal).ThenBy(f => f.First).ThenBy(f => f.Values.GetValueOrDefault("port"))];
    }

    private static IEnumerable<Finding> Beacons(Harvest harvest, List<FlowEntry> candidates, FindingRules rules, RunOptions options, CancellationToken cancellation)
    {
        var budget = MostSeen;
        var chosen = candidates.OrderBy(c => c.Count).ThenBy(c => c, Comparer<FlowEntry>.Create(static (a, b) => a.CompareKey(b)))
            .TakeWhile(c => (budget -= c.Count) >= 0).GroupBy(c => new Conversation(c.Source, c.Destination, c.Port, c.Protocol))
            .ToDictionary(g => g.Key, _ => new List<(long Time, long Octets)>());
        if (chosen.Count == 0)
            return [];
        var sinks = Enumerable.Range(0, Math.Max(1, options.Threads)).Select(_ => new BeaconSink(chosen.Keys, harvest.Terrain.Survey.Scope)).ToList();
        var again = harvest.Files.Select(f => new InputFile(f.Path, f.Index, f.Sensor)).ToList();
        new Reader(harvest.Terrain, again, hashing: false).Run(sinks, cancellation);
        foreach (var (key, seen) in sinks.SelectMany(s => s.Seen))
            chosen[key].AddRange(seen);
        return Judge(harvest.Terrain, chosen, rules);
    }

    private static IEnumerable<Finding> Judge(Terrain terrain, Dictionary<Conversation, List<(long Time, long Octets)>> chosen, FindingRules rules)
    {
        var window = terrain.Survey.Window;
        foreach (var (key, all) in chosen)
        {
            var seen = all.Where(s => s.Time >= window.From.Micros && s.Time <= window.To.Micros).ToList();
            if (seen.Count < rules.BeaconCount || BeaconScore.Of(seen, window) is not { } scores || scores.Score < rules.BeaconScore)
                continue;
            var system = terrain.SystemAt(key.Source);
            yield return new("beacon", key.Source.ToString(), key.Destination.ToString(), system >= 0 ? terrain.Survey.Scope.Systems[system].Name : null,
                new Dictionary<string, double>
                {
                    ["score"] = scores.Score,
                    ["times"] = scores.Times,
                    ["sizes"] = scores.Sizes,
                    ["span"] = scores.Span,
                    ["even"] = scores.Even,
                    ["every"] = scores.MedianSeconds,
                    ["connections"] = seen.Count,
                    ["port"] = key.Port,
                    ["sent"] = seen.Sum(s => (double)s.Octets),
                }, new(seen[0].Time), new(seen[^1].Time));
        }
    }
}
