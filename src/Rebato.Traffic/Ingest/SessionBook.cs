using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

internal readonly record struct SessionKey(int Sensor, ulong Device, long Session, Address Source, Address Destination, ushort SourcePort, ushort DestinationPort, byte Protocol);

/// <summary>
/// Sessions whose device writes cumulative counters more than once. Of each the greatest counts are kept; two sessions
/// that reuse a number are told apart by when they began.
/// </summary>
internal sealed class SessionBook
{
    /// <summary>Whole seconds of duration make the start of one session differ by this much between its rows.</summary>
    private const long SameStart = 5 * Clock.Second;

    private readonly Dictionary<SessionKey, List<SessionState>> sessions = [];

    public IEnumerable<(SessionKey Key, SessionState State)> All => sessions.SelectMany(s => s.Value.Select(state => (s.Key, state)));

    public void Add(SessionKey key, in SessionState seen)
    {
        if (!sessions.TryGetValue(key, out var states))
            sessions.Add(key, states = []);
        for (var i = 0; i < states.Count; i++)
        {
            if (Math.Abs(states[i].Record.Start - seen.Record.Start) > SameStart)
                continue;
            states[i] = states[i].With(seen);
            return;
        }
        states.Add(seen);
    }

    public void Merge(SessionBook other)
    {
        foreach (var (key, state) in other.All)
            Add(key, state);
    }
}

/// <summary>A session as far as it is known, and the row that says the most.</summary>
internal readonly record struct SessionState(FlowRecord Record, bool Closed, int File, long Line)
{
    public SessionState With(in SessionState other)
    {
        var best = Rank(other).CompareTo(Rank(this)) > 0 ? other : this;
        var record = best.Record;
        record.Start = Math.Min(Record.Start, other.Record.Start);
        record.End = Math.Max(Record.End, other.Record.End);
        record.SourceBytes = Math.Max(Record.SourceBytes, other.Record.SourceBytes);
        record.DestinationBytes = Math.Max(Record.DestinationBytes, other.Record.DestinationBytes);
        record.SourcePackets = Math.Max(Record.SourcePackets, other.Record.SourcePackets);
        record.DestinationPackets = Math.Max(Record.DestinationPackets, other.Record.DestinationPackets);
        record.Marks = (Record.Marks | other.Record.Marks) & ~FlowMarks.Open;
        var closed = Closed || other.Closed;
        if (!closed)
            record.Marks |= FlowMarks.Open;
        return new(record, closed, best.File, best.Line);
    }

    private static (long, long, int, long) Rank(in SessionState s) => (s.Record.SourceBytes, s.Record.End, -s.File, s.Line);
}
