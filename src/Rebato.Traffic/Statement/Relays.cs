using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Statement;

/// <summary>
/// What machines inside can have passed on for a system. A machine can pass on only what it got, and only after it got it:
/// the lesser of the two, counting what it sent outside from the hour of first contact on.
/// </summary>
internal sealed class Relays(Harvest harvest, HashSet<Address> own)
{
    public long Octets(SensorView inner, SensorView outer, Dictionary<Address, Edge> edges, MinuteSet blind)
    {
        // In time that was not seen there may have been an earlier contact.
        var unseen = blind.Runs().Select(r => r.Start).DefaultIfEmpty(long.MaxValue).Min();
        var total = 0L;
        foreach (var (peer, edge) in edges.OrderBy(e => e.Key))
        {
            if (own.Contains(peer))
                continue;
            var first = (int)(Math.Min(edge.First, unseen) / Clock.Hour);
            // A group address reaches machines that no row names, so what was sent to it counts whole.
            var passed = harvest.Terrain.Group(peer) ? edge.Octets : Math.Min(edge.Octets, SentOutside(outer, peer, first));
            total = FlowEntry.Saturate(total, passed);
        }
        return total;
    }

    private long SentOutside(SensorView outer, Address peer, int fromHour) => Hours(outer.Index).TryGetValue(peer, out var hours)
        ? hours.Where(h => h.Hour >= fromHour).Aggregate(0L, (sum, h) => FlowEntry.Saturate(sum, h.Octets)) : 0;

    private readonly Dictionary<int, Dictionary<Address, List<(int Hour, long Octets)>>> bySensor = [];

    private Dictionary<Address, List<(int Hour, long Octets)>> Hours(int sensor)
    {
        if (bySensor.TryGetValue(sensor, out var hours))
            return hours;
        return bySensor[sensor] = harvest.Tally.Hours.Where(h => h.Key.Sensor == sensor && h.Value.Outside > 0)
            .GroupBy(h => h.Key.Host).ToDictionary(g => g.Key, g => g.Select(h => (h.Key.Hour, h.Value.Outside)).ToList());
    }
}
