namespace Rebato.Traffic.Findings;

/// <summary>
/// From where a detector speaks. Each threshold is in the manual beside its formula; a site may change them and the statement
/// keeps those it was made with.
/// </summary>
public sealed record FindingRules
{
    /// <summary>Octets of one conversation for <c>long-upload</c>.</summary>
    public long Upload { get; init; } = 100_000_000;

    /// <summary>The same when a critical system sent them.</summary>
    public long SystemUpload { get; init; } = 10_000_000;

    /// <summary>Octets from which the shape of a conversation is judged (<c>inversion</c>, <c>off-hours</c>).</summary>
    public long Shaped { get; init; } = 50_000_000;

    /// <summary>(out − in) / (out + in) from which a conversation counts as inverted.</summary>
    public double Inversion { get; init; } = 0.8;

    /// <summary>Octets that a critical system must send to a new destination.</summary>
    public long NewDestination { get; init; } = 1_000_000;

    /// <summary>Octets in echo packets.</summary>
    public long Icmp { get; init; } = 1_000_000;

    /// <summary>Machines inside that one machine reaches on one administration port.</summary>
    public int Fan { get; init; } = 20;

    /// <summary>Connections that make a beacon worth judging.</summary>
    public int BeaconCount { get; init; } = 20;

    /// <summary>Score from which a beacon is shown.</summary>
    public double BeaconScore { get; init; } = 0.75;

    /// <summary>Conversations judged as beacons, those of most connections first.</summary>
    public int BeaconCandidates { get; init; } = 2_000;

    /// <summary>Octets that names below one domain must carry.</summary>
    public long DnsCarried { get; init; } = 5_000;

    /// <summary>Mean length of those names.</summary>
    public double DnsMeanLength { get; init; } = 20;

    /// <summary>Share of a host's octets sent outside at night and on weekends.</summary>
    public double OffHours { get; init; } = 0.8;

    /// <summary>Octets that a system sent a machine inside before they may be staging.</summary>
    public long Staging { get; init; } = 50_000_000;
}
