using Rebato.Traffic.Ingest;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Findings;

/// <summary>
/// How regular a conversation is, from its instants and sizes: the mean of four scores between 0 and 1, after RITA's published
/// description. Intervals and sizes: (1 − |Bowley's skewness| + (median − MAD) / median) / 2. Length: how much of the window it
/// spans. Evenness: 1 − coefficient of variation of connections an hour.
/// </summary>
internal static class BeaconScore
{
    public static BeaconScores? Of(List<(long Time, long Octets)> seen, Window window)
    {
        seen.Sort();
        var gaps = new List<double>(seen.Count);
        for (var i = 1; i < seen.Count; i++)
        {
            if (seen[i].Time > seen[i - 1].Time)
                gaps.Add((seen[i].Time - seen[i - 1].Time) / 1e6);
        }
        if (gaps.Count < 4)
            return null;
        var times = Regular(gaps);
        var sizes = Regular([.. seen.Select(s => (double)s.Octets)]);
        var span = Math.Clamp((double)(seen[^1].Time - seen[0].Time) / Math.Max(1, window.Micros), 0, 1);
        var even = Evenness(seen);
        gaps.Sort();
        return new(Math.Round((times + sizes + span + even) / 4, 3), Math.Round(times, 3), Math.Round(sizes, 3), Math.Round(span, 3), Math.Round(even, 3), Math.Round(Quantile(gaps, 0.5), 1));
    }

    private static double Regular(List<double> values)
    {
        values.Sort();
        var (q1, median, q3) = (Quantile(values, 0.25), Quantile(values, 0.5), Quantile(values, 0.75));
        var spread = q3 - q1;
        var skew = spread > median / 100 && spread > 0 ? Math.Abs((q1 + q3 - (2 * median)) / spread) : 0;
        var away = values.Select(v => Math.Abs(v - median)).Order().ToList();
        var tight = median <= 0 ? 0 : Math.Clamp((median - Quantile(away, 0.5)) / median, 0, 1);
        return (1 - Math.Min(1, skew) + tight) / 2;
    }

    private static double Evenness(List<(long Time, long Octets)> seen)
    {
        var first = seen[0].Time / Clock.Hour;
        var hours = new int[(int)Math.Min((seen[^1].Time / Clock.Hour) - first + 1, 24 * 366)];
        foreach (var (time, _) in seen)
            hours[(int)Math.Min((time / Clock.Hour) - first, hours.Length - 1)]++;
        if (hours.Length < 2)
            return 0;
        var mean = hours.Average();
        return Math.Clamp(1 - (Math.Sqrt(hours.Average(h => (h - mean) * (h - mean))) / mean), 0, 1);
    }

    private static double Quantile(List<double> sorted, double share)
    {
        var at = share * (sorted.Count - 1);
        var low = (int)at;
        return low + 1 < sorted.Count ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}

internal readonly record struct BeaconScores(double Score, double Times, double Sizes, double Span, double Even, double MedianSeconds);

/// <summary>A conversation, as a key that hashes in a few instructions.</summary>
internal readonly record struct Conversation(Address Source, Address Destination, ushort Port, byte Protocol)
{
    public override int GetHashCode() => (int)(Mix.Hash(Source.Low ^ Source.High, Destination.Low + Destination.High) >> 32) ^ Port;
}

/// <summary>The second reading: instants and sizes of the candidates alone.</summary>
internal sealed class BeaconSink : ReadingSink
{
    private readonly Rows rows;
    private readonly TrafficScope scope;

    public BeaconSink(IEnumerable<Conversation> candidates, TrafficScope scope) : this(new Rows(candidates), scope)
    {
    }

    private BeaconSink(Rows rows, TrafficScope scope) : base(rows) => (this.rows, this.scope) = (rows, scope);

    public Dictionary<Conversation, List<(long Time, long Octets)>> Seen => rows.Seen;

    public override void Open(InputFile next)
    {
        base.Open(next);
        rows.Ahead = next.Sensor == InputFile.NoSensor ? 0 : (long)(scope.Sensors[next.Sensor].ClockAheadSeconds * Clock.Second);
    }

    public override void Flush()
    {
    }

    protected override IEnumerable<(long, long, HoleReason)> TakeHoles() => [];

    protected override void EndOfChunk()
    {
    }

    private sealed class Rows : RowSink
    {
        private readonly ulong[] ends = new ulong[1024];

        public Rows(IEnumerable<Conversation> candidates)
        {
            Selective = true;
            Seen = candidates.ToDictionary(c => c, _ => new List<(long, long)>());
            foreach (var candidate in Seen.Keys)
                ends[Bit(candidate.Source, candidate.Destination) >> 6] |= 1UL << (Bit(candidate.Source, candidate.Destination) & 63);
        }

        public Dictionary<Conversation, List<(long Time, long Octets)>> Seen { get; }
        public long Ahead { get; set; }

        /// <summary>A bit for each pair of ends: it may let a stranger in, never keep a candidate out.</summary>
        public override bool Wants(Address source, Address destination) =>
            (ends[Bit(source, destination) >> 6] & (1UL << (Bit(source, destination) & 63))) != 0;

        private static int Bit(Address source, Address destination) =>
            (int)(Mix.Hash(source.Low ^ source.High, destination.Low + destination.High) >> 48);

        public override void Flow(ref FlowRecord record, ulong device)
        {
            if (Seen.TryGetValue(new(record.Source, record.Destination, record.DestinationPort, record.Protocol), out var list))
                list.Add((record.Start - Ahead, record.SourceBytes));
        }

        public override void Session(ref FlowRecord record, ulong device, long session, bool final)
        {
            if (final)
                Flow(ref record, device);
        }

        public override void Name(long time, Address client, ReadOnlySpan<byte> name, bool dns) { }
        public override void Counter(CounterSample sample) { }
        public override void Silence(long start, long end, ulong device) { }
        public override void Hole(long start, long end, HoleReason reason) { }
        public override void Sequence(ReadOnlySpan<byte> device, long number, long count, long time) { }
    }
}
