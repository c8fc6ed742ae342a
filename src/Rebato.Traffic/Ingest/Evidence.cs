namespace Rebato.Traffic.Ingest;

/// <summary>Which lines of a file speak of a system.</summary>
internal struct EvidenceSpan
{
    public long FirstLine;
    public long LastLine;
    public long Rows;
    public long Outside;

    public void Add(in EvidenceSpan other)
    {
        FirstLine = FirstLine == 0 ? other.FirstLine : Math.Min(FirstLine, other.FirstLine);
        LastLine = Math.Max(LastLine, other.LastLine);
        Rows += other.Rows;
        Outside = FlowEntry.Saturate(Outside, other.Outside);
    }
}

/// <summary>A flow worth showing, and where it is written.</summary>
internal readonly record struct NotedFlow(long Octets, long Start, long End, Address Sender, Address Receiver, ushort Port, byte Protocol, int File, long Line)
    : IComparable<NotedFlow>
{
    /// <summary>Greatest first; the rest of the order only makes it total.</summary>
    public int CompareTo(NotedFlow other)
    {
        var order = other.Octets.CompareTo(Octets);
        order = order != 0 ? order : Start.CompareTo(other.Start);
        order = order != 0 ? order : Sender.CompareTo(other.Sender);
        order = order != 0 ? order : Receiver.CompareTo(other.Receiver);
        order = order != 0 ? order : Port.CompareTo(other.Port);
        order = order != 0 ? order : File.CompareTo(other.File);
        return order != 0 ? order : Line.CompareTo(other.Line);
    }
}

/// <summary>The largest flows that a system sent outside to destinations nobody answers for.</summary>
internal sealed class TopFlows
{
    public const int Kept = 25;

    private readonly SortedSet<NotedFlow> flows = [];

    public IReadOnlyCollection<NotedFlow> Flows => flows;

    public void Add(NotedFlow flow)
    {
        if (flows.Count == Kept && flow.CompareTo(flows.Max) >= 0)
            return;
        flows.Add(flow);
        if (flows.Count > Kept)
            flows.Remove(flows.Max);
    }

    public void Merge(TopFlows other)
    {
        foreach (var flow in other.flows)
            Add(flow);
    }
}
