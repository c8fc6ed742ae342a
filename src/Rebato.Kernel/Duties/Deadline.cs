namespace Rebato.Kernel;

/// <summary>
/// When a duty is due, and how that was found. A period that ends with a day shows 23:59:59 of it and is not late
/// before 24:00.
/// </summary>
/// <param name="Due">In the place's zone, with its offset.</param>
/// <param name="Steps">How it was computed, in order, in the language asked for.</param>
/// <param name="Alternatives">Other readings, for the legal service; never extra time.</param>
/// <param name="Warnings">What the computation could not vouch for.</param>
public sealed record Deadline(
    LegalDuty Duty,
    Instant Start,
    DateTimeOffset Due,
    int Amount,
    IReadOnlyList<string> Steps,
    IReadOnlyList<AlternativeReading> Alternatives,
    IReadOnlyList<string> Warnings)
{
    public Instant DueUtc => Instant.From(Due);

    /// <summary>The last instant at which the duty is done in time.</summary>
    public Instant LastInstant => Duty.EndsWithADay ? DueUtc + TimeSpan.FromMicroseconds(999_999) : DueUtc;

    /// <summary>Exactly on the limit is not late.</summary>
    public bool IsLate(Instant done) => done > LastInstant;

    /// <summary>When somebody higher is told, in order; none for what is due at once.</summary>
    public IReadOnlyList<Instant> Escalations
    {
        get
        {
            if (Duty.Counting == Counting.AtOnce) return [];
            if (Duty.Escalations is { } hours) return [.. hours.Select(h => Start + TimeSpan.FromHours(h))];
            var twelfth = (LastInstant - Start) / 12;
            return [Start + (twelfth * 4), Start + (twelfth * 8), Start + (twelfth * 11)];
        }
    }
}

/// <summary>What another reading of the same period would give, and its name.</summary>
public sealed record AlternativeReading(Reading Reading, string Text, DateTimeOffset Due);
