using System.Globalization;

namespace Rebato.Kernel;

/// <summary>
/// A point on the UTC time line, in whole microseconds since 1970-01-01T00:00:00Z.
/// Microseconds because that is the finest unit both databases keep: what is hashed before it is
/// stored must read back the same.
/// </summary>
public readonly record struct Instant(long Micros) : IComparable<Instant>
{
    /// <summary>The instant of <paramref name="value"/>, cut to the microsecond; its offset only says where it lies.</summary>
    public static Instant From(DateTimeOffset value) =>
        new(Math.DivRem(value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerMicrosecond).Quotient);

    /// <summary>The same point as a UTC date and time.</summary>
    public DateTimeOffset Utc => DateTimeOffset.UnixEpoch.AddTicks(Micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>The same point on the wall clock of <paramref name="zone"/>, with its offset.</summary>
    public DateTimeOffset In(TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(Utc, zone);

    public static Instant operator +(Instant left, TimeSpan right) => left.Add(right);
    public static Instant operator -(Instant left, TimeSpan right) => left.Add(-right);
    public static TimeSpan operator -(Instant left, Instant right) => left.Since(right);
    public static bool operator <(Instant left, Instant right) => left.Micros < right.Micros;
    public static bool operator >(Instant left, Instant right) => left.Micros > right.Micros;
    public static bool operator <=(Instant left, Instant right) => left.Micros <= right.Micros;
    public static bool operator >=(Instant left, Instant right) => left.Micros >= right.Micros;

    public Instant Add(TimeSpan span) => new(checked(Micros + (span.Ticks / TimeSpan.TicksPerMicrosecond)));
    public TimeSpan Since(Instant other) => TimeSpan.FromTicks(checked((Micros - other.Micros) * TimeSpan.TicksPerMicrosecond));
    public int CompareTo(Instant other) => Micros.CompareTo(other.Micros);

    /// <summary>ISO 8601 in UTC with microseconds only when there are any, e.g. <c>2026-11-24T12:38:00Z</c>.</summary>
    public override string ToString() =>
        Utc.ToString(Micros % 1_000_000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
