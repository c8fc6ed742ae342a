namespace Rebato.Traffic.Reading;

/// <summary>
/// Which column of a delimited file holds what, by the names in its header. Columns not named are not there.
/// </summary>
/// <param name="Source">Who opened the connection, or who sent when rows count one way.</param>
/// <param name="Destination">The other end.</param>
/// <param name="Start">First instant: epoch, ISO 8601 or a wall clock of the sensor's zone.</param>
public sealed record ColumnMap(string Source, string Destination, string Start)
{
    /// <summary>Last instant; with neither this nor <see cref="Duration"/> the flow has no length.</summary>
    public string? End { get; init; }

    /// <summary>Length in seconds.</summary>
    public string? Duration { get; init; }

    /// <summary>When the row was written, if the file says so; otherwise its end.</summary>
    public string? Logged { get; init; }
    public string? SourcePort { get; init; }
    public string? DestinationPort { get; init; }
    public string? Protocol { get; init; }

    /// <summary>Octets the source sent.</summary>
    public string? Sent { get; init; }

    /// <summary>Octets the destination sent.</summary>
    public string? Received { get; init; }

    /// <summary>Octets of both ways together: they count whole for each side, because nobody knows better.</summary>
    public string? Total { get; init; }
    public string? SentPackets { get; init; }
    public string? ReceivedPackets { get; init; }

    /// <summary>The character between columns; a comma when not given.</summary>
    public char Separator { get; init; } = ',';

    internal string?[] Columns => [Source, Destination, Start, End, Duration, Logged, SourcePort, DestinationPort, Protocol, Sent, Received, Total, SentPackets, ReceivedPackets];

    /// <summary>nfdump up to 1.7.3: 48 columns with both counters.</summary>
    internal static ColumnMap NfdumpLong { get; } = new("sa", "da", "ts")
    {
        End = "te",
        SourcePort = "sp",
        DestinationPort = "dp",
        Protocol = "pr",
        Sent = "ibyt",
        Received = "obyt",
        SentPackets = "ipkt",
        ReceivedPackets = "opkt",
    };

    /// <summary>nfdump 1.7.8 and its default columns, which have no octets of the way back.</summary>
    internal static ColumnMap NfdumpShort { get; } = new("srcAddr", "dstAddr", "firstSeen")
    {
        Duration = "duration",
        SourcePort = "srcPort",
        DestinationPort = "dstPort",
        Protocol = "proto",
        Sent = "bytes",
        SentPackets = "packets",
    };
}
