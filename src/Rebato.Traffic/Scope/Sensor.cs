using Rebato.Traffic.Reading;

namespace Rebato.Traffic;

/// <summary>A point from which traffic is seen, and what it is claimed to see.</summary>
public sealed record Sensor
{
    /// <summary>The claim that every path from inside to outside crosses this sensor.</summary>
    public const string Perimeter = "perimeter";

    /// <summary>The claim that all that any critical system sends to anybody crosses it.</summary>
    public const string Interior = "interior";

    /// <summary>The claim that all that the named system sends crosses it: <c>system:padron</c>.</summary>
    public const string OfSystem = "system:";

    public required string Name { get; init; }

    /// <summary>Patterns with <c>*</c> and <c>?</c> for the paths of its files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Its claims; none means that it can find and cannot bound.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>Who makes the claims, and on what ground.</summary>
    public Declaration? Claim { get; init; }

    public string? Zone { get; init; }

    /// <summary>What its clock is ahead of true time, in seconds.</summary>
    public double ClockAheadSeconds { get; init; }

    /// <summary>
    /// The longest that an octet can wait before a row counts it: the active timeout of NetFlow, the longest
    /// session of a log written when sessions end. Without it nothing says when a window is fully logged.
    /// </summary>
    public TimeSpan? LongestSession { get; init; }

    /// <summary>The longest that it is ever silent while it works; more is a gap.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    public Completeness? Completeness { get; init; }

    /// <summary>1 in how many packets it looks at.</summary>
    public int Sampling { get; init; } = 1;

    /// <summary>Largest packet, in octets, for what sampling may have missed.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Capacity of what it watches, in megabits a second; else the uplink's or the system's.</summary>
    public double? CapacityMbps { get; init; }

    /// <summary>FortiGate: the proof that offloaded sessions are counted (per-session-accounting).</summary>
    public Declaration? PerSessionAccounting { get; init; }

    /// <summary>The exporter writes each way as a flow of its own, so a missing way back is elsewhere.</summary>
    public Declaration? OneWayFlows { get; init; }

    /// <summary>Polled counters: what the system sends is what the polled port takes in.</summary>
    public bool CountsInward { get; init; }

    /// <summary>Polled counters: the interface meant, <c>device/interface</c>, when the files hold several.</summary>
    public string? Interface { get; init; }

    public ColumnMap? Columns { get; init; }

    internal bool Claims(string cut) => Covers.Contains(cut, StringComparer.Ordinal);

    /// <summary>Whether it sees everything that the system sends to anybody.</summary>
    internal bool SeesAllOf(CriticalSystem system) => Claims(Interior) || Claims(OfSystem + system.Name);

    internal bool Owns(string path) => Files.Any(pattern =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, path)
        || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path)));
}

/// <summary>Something that nobody measured and a person answers for.</summary>
public sealed record Declaration(string Author, string Reason);

/// <summary>Why the rows of a sensor are believed to be all its rows.</summary>
public enum CompletenessKind
{
    /// <summary>A person says so.</summary>
    Declared,

    /// <summary>The device numbers its rows and no number is missing.</summary>
    Sequence,

    /// <summary>The files are those sealed when they were collected.</summary>
    Manifest,

    /// <summary>An interface counter says how much passed; what the rows do not explain is added.</summary>
    Counter,
}

/// <summary>The ground on which a sensor's rows are taken to be complete.</summary>
/// <param name="Kind">The ground.</param>
/// <param name="Counter">The sensor whose polled counters reconcile this one.</param>
/// <param name="Author">Who declares it.</param>
/// <param name="Reason">Why.</param>
public sealed record Completeness(CompletenessKind Kind, string? Counter = null, string? Author = null, string? Reason = null);
