using Rebato.Kernel;
using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;
using Rebato.Traffic.Statement;

namespace Rebato.Traffic.Findings;

/// <summary>What hours, edges and names show.</summary>
internal sealed class TallyDetectors(Harvest harvest, FindingRules rules)
{
    private readonly Terrain terrain = harvest.Terrain;
    private readonly Tally tally = harvest.Tally;

    public IEnumerable<Finding> Run() => [.. OffHours(), .. Staging(), .. Dns(), .. Names()];

    /// <summary>Share of what a host sent outside between 20:00 and 07:00 or on a weekend, by the town's clock.</summary>
    private IEnumerable<Finding> OffHours()
    {
        foreach (var host in tally.Hours.GroupBy(h => (h.Key.Host, h.Key.Sensor)))
        {
            long all = 0, off = 0;
            int first = int.MaxValue, last = 0;
            foreach (var (key, volume) in host)
            {
                all = FlowEntry.Saturate(all, volume.Outside);
                if (!IsOff(key.Hour) || volume.Outside == 0)
                    continue;
                off = FlowEntry.Saturate(off, volume.Outside);
                first = Math.Min(first, key.Hour);
                last = Math.Max(last, key.Hour + 1);
            }
            if (off >= rules.Shaped && (double)off / all >= rules.OffHours)
                yield return Make("off-hours", host.Key.Host, "*", first * Clock.Hour, last * Clock.Hour, new() { ["sent"] = off, ["share"] = Math.Round((double)off / all, 3) });
        }
    }

    private bool IsOff(int hour)
    {
        var utc = hour * Clock.Hour;
        var local = DateTimeOffset.UnixEpoch.AddTicks((utc + terrain.Zone.OffsetAt(utc)) * TimeSpan.TicksPerMicrosecond);
        return local.Hour is < 7 or >= 20 || local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
    }

    /// <summary>A system gave a machine much, and within a day that machine sent outside at least half of it.</summary>
    private IEnumerable<Finding> Staging()
    {
        var outside = tally.Hours.Where(h => h.Value.Outside > 0).GroupBy(h => h.Key.Host).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var edges in tally.Edges.GroupBy(e => (e.Key.System, e.Key.Peer)))
        {
            var given = edges.Max(e => e.Value.Octets);
            if (given < rules.Staging || !outside.TryGetValue(edges.Key.Peer, out var hours))
                continue;
            var first = edges.Min(e => e.Value.First);
            var from = (int)(first / Clock.Hour);
            var sent = hours.Where(h => h.Key.Hour >= from && h.Key.Hour <= from + 24).GroupBy(h => h.Key.Sensor).Max(g => (long?)g.Sum(h => h.Value.Outside)) ?? 0;
            if (sent < given / 2)
                continue;
            var system = terrain.Survey.Scope.Systems[edges.Key.System];
            yield return new("staging", system.Name, edges.Key.Peer.ToString(), system.Name,
                new Dictionary<string, double> { ["given"] = given, ["sent"] = sent, ["share"] = Math.Round((double)sent / given, 3) }, new(first), new((from + 24) * Clock.Hour));
        }
    }

    /// <summary>
    /// Octets that names below one registered domain can carry, the share of names never seen before, and their entropy: a
    /// content network repeats its names, a tunnel cannot.
    /// </summary>
    private IEnumerable<Finding> Dns()
    {
        foreach (var (domain, count) in tally.Domains)
        {
            var mean = (double)count.Carried / count.Queries;
            var distinct = Math.Min(1, (double)count.DistinctNames() / count.Queries);
            if (count.Carried < rules.DnsCarried || mean < rules.DnsMeanLength || distinct < 0.5)
                continue;
            var client = count.Clients.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First();
            yield return Make("dns-tunnel", client.Key, domain, count.First, count.Last, new()
            {
                ["queries"] = count.Queries,
                ["carried"] = count.Carried,
                ["meanLength"] = Math.Round(mean, 1),
                ["distinct"] = Math.Round(distinct, 2),
                ["entropy"] = Math.Round(count.Entropy / 1000.0 / count.Queries, 2),
                ["longestLabel"] = count.LongestLabel,
            });
        }
    }

    private IEnumerable<Finding> Names() => tally.NameHits.Select(hit =>
    {
        var indicator = terrain.Survey.Indicators[hit.Key.Indicator];
        return Make(indicator.Category, hit.Key.Client, indicator.Value, hit.Value.First, hit.Value.Last, new() { ["queries"] = hit.Value.Count }) with { Source = indicator.Source };
    });

    private Finding Make(string code, Address subject, string peer, long first, long last, Dictionary<string, double> values)
    {
        var system = terrain.SystemAt(subject);
        return new(code, subject.ToString(), peer, system >= 0 ? terrain.Survey.Scope.Systems[system].Name : null, values, new(first), new(last));
    }
}
