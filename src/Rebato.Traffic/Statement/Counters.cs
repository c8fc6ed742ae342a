using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Statement;

/// <summary>
/// A polled interface counter as a measure of all that passed. It is cumulative, so a missed poll loses nothing; what can
/// be lost is how often a 32-bit counter wrapped (RFC 2863, 3.1.6) and what passed before a restart.
/// </summary>
internal sealed class Counters
{
    private readonly List<CounterSample[]> interfaces;
    private readonly double? capacity;

    /// <param name="capacity">Megabits a second; without it a wrap or a restart cannot be bounded.</param>
    public Counters(IEnumerable<CounterSample> samples, double? capacity)
    {
        this.capacity = capacity;
        interfaces = [.. samples.GroupBy(s => s.Interface).Select(g => g.Distinct().Order().ToArray())];
    }

    public bool IsEmpty => interfaces.Count == 0;

    /// <summary>The most octets that passed between two instants, or null when the samples do not enclose them.</summary>
    public long? Between(long start, long end)
    {
        var total = 0L;
        foreach (var samples in interfaces)
        {
            var first = Array.FindLastIndex(samples, s => s.Time <= start);
            var last = Array.FindIndex(samples, s => s.Time >= end);
            if (first < 0 || last < 0)
                return null;
            for (var i = first; i < last; i++)
            {
                if (Step(samples[i], samples[i + 1]) is not { } step)
                    return null;
                total = FlowEntry.Saturate(total, step);
            }
        }
        return interfaces.Count == 0 ? null : total;
    }

    private long? Step(in CounterSample from, in CounterSample to)
    {
        if (from.Time == to.Time)
            return 0;
        var most = capacity is { } mbps ? Capacity.Octets(mbps, to.Time - from.Time) : (long?)null;
        if (to.Bits == 64)
            return to.OutOctets >= from.OutOctets ? (long)Math.Min(to.OutOctets - from.OutOctets, long.MaxValue) : most;
        if (most is not { } limit)
            return null;
        // As many whole wraps as the line had time for.
        var rest = unchecked((uint)to.OutOctets - (uint)from.OutOctets);
        return rest + (Math.Max(0, limit - rest) >> 32 << 32);
    }
}

/// <summary>What a line of a given capacity can carry.</summary>
internal static class Capacity
{
    /// <summary>Octets in <paramref name="micros"/> at <paramref name="mbps"/> megabits a second, rounded up.</summary>
    public static long Octets(double mbps, long micros)
    {
        var octets = Math.Ceiling(mbps / 8 * micros);
        return octets >= long.MaxValue ? long.MaxValue : (long)octets;
    }
}
