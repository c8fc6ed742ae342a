using System.Text.Json.Serialization;
using Rebato.Kernel;

namespace Rebato.Traffic.Statement;

/// <summary>What a bound takes for granted about machines that pass data on for others.</summary>
public enum Hypothesis
{
    /// <summary>Nothing: any chain of machines may have relayed.</summary>
    None,

    /// <summary>At most one machine inside passed it on.</summary>
    OneRelay,

    /// <summary>No machine passed it on: only what the system itself sent outside counts.</summary>
    NoRelay,
}

/// <summary>What a certificate says about one database (see the manual, levels of certificate).</summary>
public enum CertificateLevel
{
    /// <summary>Nothing can be certified; the closing list says what would change that.</summary>
    NotCreditable,

    /// <summary>The whole database is excluded.</summary>
    N3,

    /// <summary>No declared table fits.</summary>
    N2,

    /// <summary>Fewer persons fit than the threshold.</summary>
    N1,

    /// <summary>Not one octet is left unexplained.</summary>
    N0,
}

/// <summary>The judgement of a bound against a database.</summary>
public enum Verdict
{
    NotExcluded,
    Excluded,
    IndicationsFound,
}

/// <summary>How an assumption stands.</summary>
public enum AssumptionStatus
{
    /// <summary>Something in the data shows it.</summary>
    Verified,

    /// <summary>A named person answers for it.</summary>
    Declared,

    /// <summary>Nothing supports it.</summary>
    Unsupported,
}

/// <summary>Something that must hold for the figures to hold.</summary>
/// <param name="Code">Stable code; its sentence is in the resources.</param>
/// <param name="Subject">Sensor or system it speaks of.</param>
/// <param name="Detail">Author and reason, or the figure that verifies it.</param>
public sealed record Assumption(string Code, string Subject, AssumptionStatus Status, string Detail);

/// <summary>One term of a bound: what, from which sensor, how many octets.</summary>
/// <param name="Kind"><c>records</c>, <c>sampled</c>, <c>relayed</c>, <c>gap</c>, <c>unexplained</c> or <c>counter</c>.</param>
public sealed record BoundTerm(string Kind, string Sensor, long Octets, string? Note = null);

/// <summary>
/// The most octets that can have left, under a hypothesis. Null octets: nothing bounds it, and
/// <see cref="Reasons"/> says why.
/// </summary>
/// <param name="Hypothesis">What it takes for granted.</param>
/// <param name="Cut">Where it was measured: <c>direct</c>, <c>interface</c>, <c>relay</c>, <c>perimeter</c>, <c>counter</c>.</param>
/// <param name="Octets">The bound.</param>
/// <param name="GapOctets">How much of it is time that nobody measured.</param>
/// <param name="GapMinutes">That time.</param>
public sealed record Bound(Hypothesis Hypothesis, string Cut, long? Octets, long GapOctets, long GapMinutes, IReadOnlyList<BoundTerm> Terms)
{
    /// <summary>Why there is no better bound.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>A database against a bound.</summary>
/// <param name="Persons">How many persons' data fit in the bound; null when their size is not declared.</param>
public sealed record Judgement(Hypothesis Hypothesis, Verdict Verdict, CertificateLevel Level, long? Persons, IReadOnlyList<string> TablesThatFit);

public sealed record DatabaseStatement(string Name, long CompressedBytes, long ComparedBytes, long SmallestUsefulBytes, IReadOnlyList<Judgement> Judgements);

/// <summary>Where in the evidence a system's figures come from.</summary>
public sealed record EvidenceRange(string File, string Sha256, long FirstLine, long LastLine, long Rows, long OutsideOctets);

public sealed record TopFlow(Instant Start, Instant End, string Sender, string Receiver, int Port, int Protocol, long? Octets, string File, long Line);

public sealed record SystemStatement(string Name, IReadOnlyList<string> Addresses, IReadOnlyList<Bound> Bounds, long AllowedOctets,
    IReadOnlyList<DatabaseStatement> Databases, IReadOnlyList<EvidenceRange> Evidence, IReadOnlyList<TopFlow> TopFlows);

/// <summary>An allow-list entry and what it hides.</summary>
public sealed record RuleStatement(string Rule, string Author, string Reason, long Octets, long Flows, bool Broad);

public sealed record HoleStatement(Instant Start, Instant End, string Reason);

public sealed record SensorStatement(string Name, IReadOnlyList<string> Covers, bool CanBound, IReadOnlyList<string> Refusals,
    long GapMinutes, IReadOnlyList<HoleStatement> Holes);

public sealed record FileStatement(string Path, string Sha256, long Size, string Format, string Sensor, long Lines, long Records, long Ignored,
    long Unreadable, IReadOnlyList<long> UnreadableLines, bool Truncated, string? Refused, Instant? First, Instant? Last);

/// <summary>An hour of the way out.</summary>
public sealed record HourStatement(Instant Hour, long Outside, long Allowed, int GapMinutes);

/// <summary>
/// What can be said about what left, with everything it rests on. The same inputs give the same statement to the byte,
/// in whatever order or pieces they were read; it never says that there was no leak.
/// </summary>
public sealed record TrafficStatement(
    Window Window,
    IReadOnlyList<SystemStatement> Systems,
    IReadOnlyList<SensorStatement> Sensors,
    IReadOnlyList<RuleStatement> Rules,
    IReadOnlyList<Assumption> Assumptions,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> WouldClose,
    IReadOnlyList<HourStatement> Hours,
    IReadOnlyList<FileStatement> Files)
{
    /// <summary>The town's wall clock, for readers.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    public required string ZoneName { get; init; }

    /// <summary>SHA-256 over the sorted hashes of the inputs: one line to quote.</summary>
    public required string InputsRoot { get; init; }

    /// <summary>SHA-256 of scope, allow-list and indicators as they were given.</summary>
    public required string SettingsRoot { get; init; }
}

/// <summary>Something seen that deserves a person's look.</summary>
/// <param name="Code">Which detector; its formula is in the manual under the same code.</param>
/// <param name="Subject">Host or system.</param>
/// <param name="Peer">Destination, domain or peer.</param>
/// <param name="System">The critical system concerned, if one is.</param>
/// <param name="Values">The numbers of its formula, by name.</param>
/// <param name="First">First seen.</param>
/// <param name="Last">Last seen.</param>
public sealed record Finding(string Code, string Subject, string Peer, string? System, IReadOnlyDictionary<string, double> Values, Instant First, Instant Last)
{
    /// <summary>The indicator list's own words, when one was met.</summary>
    public string? Source { get; init; }
}
