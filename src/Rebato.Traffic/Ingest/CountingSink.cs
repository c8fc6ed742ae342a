using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// The first pass: counts what one worker reads into its own tally and into the shared table. Where the record leaves
/// a doubt, it is counted against us.
/// </summary>
internal sealed partial class CountingSink : RowSink
{
    /// <summary>Flows from this size may explain away part of an interface counter; smaller ones are not worth remembering.</summary>
    private const long ProvenFrom = 64 * 1024;

    private readonly Terrain terrain;
    private readonly FlowTableWriter? table;
    private readonly HostBook hosts;
    private readonly long from;
    private readonly long to;
    private InputFile file = null!;
    private Sensor? sensor;
    private long ahead;

    public CountingSink(Terrain terrain, FlowTable? table, Tally tally)
    {
        this.terrain = terrain;
        this.table = table?.Writer();
        Tally = tally;
        hosts = new(terrain, tally);
        from = terrain.Survey.Window.From.Micros;
        to = terrain.Survey.Window.To.Micros;
    }

    public Tally Tally { get; }

    /// <summary>Turns to another file.</summary>
    public void Open(InputFile next)
    {
        if (file is null || file.Sensor != next.Sensor)
            hosts.Turn(next.Sensor);
        file = next;
        sensor = next.Sensor == InputFile.NoSensor ? null : terrain.Survey.Scope.Sensors[next.Sensor];
        ahead = sensor is null ? 0 : (long)(sensor.ClockAheadSeconds * Clock.Second);
        aliveDevice = ulong.MaxValue;
        alive = null;
    }

    public void Flush()
    {
        EndRuns();
        hosts.Flush();
        table?.Flush();
    }

    public override void Flow(ref FlowRecord record, ulong device)
    {
        record.Start -= ahead;
        record.End -= ahead;
        record.Logged -= ahead;
        See(record.Logged, device, record.Marks);
        Count(ref record);
    }

    public override void Session(ref FlowRecord record, ulong device, long session, bool final)
    {
        record.Start -= ahead;
        record.End -= ahead;
        record.Logged -= ahead;
        See(record.Logged, device, record.Marks);
        var key = new SessionKey(file.Sensor, device, session, record.Source, record.Destination, record.SourcePort, record.DestinationPort, record.Protocol);
        Tally.Sessions.Add(key, new(record, final, file.Index, Line));
    }

    /// <summary>Counts a session once all its rows are in.</summary>
    public void Close(SessionKey key, in SessionState state, InputFile written)
    {
        Open(written);
        Line = state.Line;
        var record = state.Record;
        Count(ref record);
    }

    private void Count(ref FlowRecord record)
    {
        if (record.End < from || record.Start > to || (record.Marks & FlowMarks.Blocked) != 0)
            return;
        var scale = record.Sampling > 1 ? record.Sampling : sensor?.Sampling ?? 1;
        if (scale != (sensor?.Sampling ?? 1))
            file.CannotBound = "sampling-not-as-declared";
        if (table is not null)
            Aggregate(record);
        var source = hosts.Find(record.Source);
        var destination = hosts.Find(record.Destination);
        if (source < 0 && destination < 0)
            return;
        Way(record, source, destination, record.Source, record.Destination,
            record.SourceBytes, record.SourcePackets, scale, (record.Marks & FlowMarks.SourceUnmeasured) != 0);
        Way(record, destination, source, record.Destination, record.Source,
            record.DestinationBytes, record.DestinationPackets, scale, (record.Marks & FlowMarks.DestinationUnmeasured) != 0);
    }

    /// <summary>One way of a flow: what <paramref name="sender"/> sent to <paramref name="receiver"/>.</summary>
    private void Way(in FlowRecord record, int senderHost, int receiverHost, Address sender, Address receiver,
        long octets, long packets, int scale, bool unmeasured)
    {
        if (octets <= 0 && packets <= 0 && !unmeasured)
            return;
        var hour = (int)Math.Clamp(record.End / Clock.Hour, 1, int.MaxValue);
        if (senderHost < 0)
        {
            ref var inward = ref hosts.At(receiverHost, hour).Inbound;
            inward = FlowEntry.Saturate(inward, FlowEntry.Scale(octets, scale));
            return;
        }
        var system = hosts.SystemOf(senderHost);
        if (receiverHost >= 0)
        {
            if (system >= 0 && hosts.SystemOf(receiverHost) != system)
                Inward(record, system, sender, receiver, octets, packets, unmeasured);
            return;
        }
        var rule = terrain.RuleFor(sender, receiver, record.DestinationPort);
        Outward(record, senderHost, system, sender, receiver, octets, packets, scale, rule, unmeasured);
    }

    private void Outward(in FlowRecord record, int host, int system, Address sender, Address receiver, long octets, long packets, int scale, int rule, bool unmeasured)
    {
        var hour = (int)Math.Clamp(record.End / Clock.Hour, 1, int.MaxValue);
        ref var volume = ref hosts.At(host, hour);
        if (rule >= 0)
        {
            volume.Allowed = FlowEntry.Saturate(volume.Allowed, FlowEntry.Scale(octets, scale));
            ref var used = ref CollectionsMarshal.GetValueRefOrAddDefault(Tally.Rules, new(rule, file.Sensor, system), out _);
            used.Octets = FlowEntry.Saturate(used.Octets, FlowEntry.Scale(octets, scale));
            used.Flows++;
        }
        else
        {
            volume.Outside = FlowEntry.Saturate(volume.Outside, FlowEntry.Scale(octets, scale));
            Touch(record, sender, FlowEntry.Scale(octets, scale));
            if (unmeasured)
                Unmeasured(record, sender, outward: true);
        }
        if (system >= 0)
            SystemOutward(record, system, sender, receiver, octets, packets, rule, unmeasured);
        if (octets >= ProvenFrom && scale == 1 && record.Start >= from && record.End <= to
            && (record.Marks & (FlowMarks.Estimated | FlowMarks.DirectionUnknown | FlowMarks.Open)) == 0)
            Prove(record, system, sender, receiver, octets, rule >= 0);
    }

    private void SystemOutward(in FlowRecord record, int system, Address sender, Address receiver, long octets, long packets, int rule, bool unmeasured)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(Tally.Systems, new(file.Sensor, system), out _);
        count.Rows++;
        ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(Tally.Evidence, (system, file.Index), out _);
        span.Add(new() { FirstLine = Line, LastLine = Line, Rows = 1, Outside = rule >= 0 ? 0 : octets });
        if (rule >= 0)
        {
            count.Allowed = FlowEntry.Saturate(count.Allowed, octets);
            return;
        }
        count.Outside = FlowEntry.Saturate(count.Outside, octets);
        count.OutsidePackets = FlowEntry.Saturate(count.OutsidePackets, packets);
        count.AllPackets = FlowEntry.Saturate(count.AllPackets, packets);
        if (!Tally.Top.TryGetValue(system, out var top))
            Tally.Top.Add(system, top = new());
        top.Add(new(unmeasured ? long.MaxValue : octets, record.Start, record.End, sender, receiver, record.DestinationPort, record.Protocol, file.Index, Line));
    }

    private void Inward(in FlowRecord record, int system, Address sender, Address receiver, long octets, long packets, bool unmeasured)
    {
        ref var edge = ref CollectionsMarshal.GetValueRefOrAddDefault(Tally.Edges, new(file.Sensor, system, receiver), out _);
        edge.Add(new() { Octets = octets, First = Math.Max(1, record.Start) });
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(Tally.Systems, new(file.Sensor, system), out _);
        count.Rows++;
        count.AllPackets = FlowEntry.Saturate(count.AllPackets, packets);
        if (unmeasured)
            Unmeasured(record, sender, outward: false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Aggregate(in FlowRecord record)
    {
        FlowEntry entry = default;
        entry.Source = record.Source;
        entry.Destination = record.Destination;
        entry.Port = record.DestinationPort;
        entry.Protocol = record.Protocol;
        entry.Sensor = (byte)file.Sensor;
        entry.Count = 1;
        entry.First = (uint)Math.Clamp(record.Start / Clock.Second, 0, uint.MaxValue);
        entry.Last = (uint)Math.Clamp((record.End + Clock.Second - 1) / Clock.Second, 0, uint.MaxValue);
        entry.SourceBytes = record.SourceBytes;
        entry.DestinationBytes = record.DestinationBytes;
        table!.Add(entry);
    }
}
