using System.Runtime.InteropServices;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

/// <summary>The rest of the first pass: signs of life, gaps, sequences, names and counters.</summary>
internal sealed partial class CountingSink
{
    private readonly Dictionary<ulong, SequenceRun> runs = [];
    private readonly List<(long, long, HoleReason)> holes = [];
    private ulong aliveDevice = ulong.MaxValue;
    private MinuteSet? alive;

    public List<(long Start, long End, HoleReason Reason)> TakeHoles()
    {
        var taken = holes.ToList();
        holes.Clear();
        return taken;
    }

    public override void Silence(long start, long end, ulong device)
    {
        LastLogged = end - ahead;
        Tally.Minutes(Tally.Alive, (file.Sensor, device)).AddRange(start - ahead, end - ahead);
    }

    public override void Hole(long start, long end, HoleReason reason) => holes.Add((start - ahead, end - ahead, reason));

    public override void Counter(CounterSample sample)
    {
        if (sensor?.Interface is { } wanted && wanted != sample.Interface)
            return;
        LastLogged = sample.Time - ahead;
        Tally.Counters.Add((file.Sensor, sample with { Time = sample.Time - ahead }));
    }

    public override void Sequence(ReadOnlySpan<byte> device, long number, long count, long time)
    {
        time -= ahead;
        LastLogged = time;
        var hash = Fields.Hash(device);
        Mark(time, hash);
        ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(runs, hash, out var known);
        if (known && run.Next == number)
        {
            run = run with { Next = number + count, Start = Math.Min(run.Start, time), End = Math.Max(run.End, time) };
            return;
        }
        if (known)
            Tally.Runs.Add((file.Sensor, run));
        run = new(System.Text.Encoding.UTF8.GetString(device), number, number + count, time, time);
    }

    /// <summary>Writes the sequence runs of the chunk out; the joining of runs comes at the end.</summary>
    public void EndRuns()
    {
        foreach (var run in runs.Values)
            Tally.Runs.Add((file.Sensor, run));
        runs.Clear();
    }

    public override void Name(long time, Address client, ReadOnlySpan<byte> name, bool dns)
    {
        time -= ahead;
        if (time < from || time > to || name.Length > 255)
            return;
        Span<byte> lower = stackalloc byte[255];
        for (var i = 0; i < name.Length; i++)
            lower[i] = name[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(name[i] | 0x20) : name[i];
        Asked(time, client, ((ReadOnlySpan<byte>)lower[..name.Length]).TrimEnd((byte)'.'), dns);
    }

    private void Asked(long time, Address client, ReadOnlySpan<byte> name, bool dns)
    {
        if (terrain.Domains.Count > 0)
            Seek(time, client, name);
        if (!dns || name.EndsWith(".arpa"u8) || !name.Contains((byte)'.'))
            return;
        var start = DomainCount.RegisteredStart(name);
        if (!Tally.Domains.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Chars(name[start..], stackalloc char[name.Length]), out var count))
            Tally.Domains.Add(System.Text.Encoding.Latin1.GetString(name[start..]), count = new());
        count.Add(time, client, start > 0 ? name[..(start - 1)] : default);
    }

    private void Seek(long time, Address client, ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[name.Length];
        ReadOnlySpan<char> rest = Chars(name, text);
        var lookup = terrain.Domains.GetAlternateLookup<ReadOnlySpan<char>>();
        while (rest.Length > 0)
        {
            if (lookup.TryGetValue(rest, out var indicator))
                Tally.Hit(new(indicator, client), new() { Count = 1, First = time, Last = time });
            var dot = rest.IndexOf('.');
            if (dot < 0)
                break;
            rest = rest[(dot + 1)..];
        }
    }

    private static ReadOnlySpan<char> Chars(ReadOnlySpan<byte> name, Span<char> text)
    {
        System.Text.Encoding.Latin1.GetChars(name, text);
        return text[..name.Length];
    }

    private void See(long logged, ulong device, FlowMarks marks)
    {
        if (logged + ahead == 0)
            return;
        LastLogged = logged;
        if ((marks & FlowMarks.Ambiguous) == 0)
            Mark(logged, device);
    }

    private void Mark(long logged, ulong device)
    {
        if (alive is null || aliveDevice != device)
        {
            alive = Tally.Minutes(Tally.Alive, (file.Sensor, device));
            aliveDevice = device;
        }
        alive.Add(logged);
    }

    /// <summary>A flow longer than its last hour also counts in the hours it was open, for bounding another sensor's gaps.</summary>
    private void Touch(in FlowRecord record, Address sender, long octets)
    {
        var first = Math.Max(record.Start, from) / Clock.Hour;
        var last = Math.Min(record.End, to + (24 * Clock.Hour)) / Clock.Hour;
        for (var hour = first; hour < last; hour++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(Tally.Hours, new(sender, (int)hour, file.Sensor), out _)
                .Add(new() { Touching = octets });
        }
    }

    private void Unmeasured(in FlowRecord record, Address sender, bool outward) =>
        Tally.Minutes(Tally.Unmeasured, new(file.Sensor, sender, outward)).AddRange(Math.Max(record.Start, from), Math.Min(record.End, to));

    private void Prove(in FlowRecord record, int system, Address sender, Address receiver, long octets, bool allowed)
    {
        var ends = Mix.Hash(sender.Low ^ sender.High, receiver.Low ^ ulong.RotateLeft(receiver.High, 31));
        var what = Mix.Hash((ulong)record.Start ^ ulong.RotateLeft((ulong)record.End, 23),
            (ulong)octets ^ ((ulong)record.SourcePort << 48) ^ ((ulong)record.DestinationPort << 32));
        Tally.Proven.TryAdd(Mix.Hash(ends, what ^ (ulong)file.Sensor), new(octets, file.Sensor, system, allowed));
    }
}
