namespace Rebato.Platform.Access;

/// <summary>
/// How long a session lasts. Idle it locks (regulation, 13.7; ENS mp.eq.2) and later ends; no session outlives a
/// working day. The numbers are the town's (norm profile).
/// </summary>
internal sealed record SessionTerms
{
    public TimeSpan IdleLock { get; init; } = TimeSpan.FromMinutes(5);
    public TimeSpan IdleEnd { get; init; } = TimeSpan.FromMinutes(30);
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(10);

    /// <summary>On the day of the sealed codes nobody opens an envelope twice in one shift.</summary>
    public TimeSpan LongestByCode { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long the second factor may be awaited, and a hand-over from the certificate's port.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(5);
}
