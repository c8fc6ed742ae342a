namespace Rebato.Kernel;

/// <summary>From a wall clock's date and time to the instant, where a change of clocks makes that a question.</summary>
public static class LocalTime
{
    /// <summary>
    /// The one instant that <paramref name="local"/> names in <paramref name="zone"/>; refused when the clocks
    /// show it twice (October) or never (March), because only the person who read the clock can say which.
    /// </summary>
    public static Outcome<Instant> Resolve(DateTime local, TimeZoneInfo zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(wall)) return new Refusal("local-time.nonexistent", Field: "from", Values: [Text(wall), zone.Id]);
        if (zone.IsAmbiguousTime(wall))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(wall).Select(o => Offset(wall, o)).Order(StringComparer.Ordinal).Reverse();
            return new Refusal("local-time.ambiguous", Field: "from", Values: [Text(wall), zone.Id, string.Join(" / ", offsets)]);
        }

        return Instant.From(new DateTimeOffset(wall, zone.GetUtcOffset(wall)));
    }

    /// <summary>
    /// The instant a day reaches <paramref name="time"/>: the earlier one when it comes twice, the end of the gap
    /// when the clocks skip it. The earlier one never gives a deadline more time than it has.
    /// </summary>
    public static Instant Earliest(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var wall = day.ToDateTime(time);
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return Instant.From(new DateTimeOffset(wall, offset));
    }

    /// <summary>00:00 of the day.</summary>
    public static Instant Midnight(DateOnly day, TimeZoneInfo zone) => Earliest(day, TimeOnly.MinValue, zone);

    /// <summary>The day that the wall clock of <paramref name="zone"/> shows at <paramref name="instant"/>.</summary>
    public static DateOnly DayOf(Instant instant, TimeZoneInfo zone) => DateOnly.FromDateTime(instant.In(zone).DateTime);

    private static string Text(DateTime wall) => wall.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static string Offset(DateTime wall, TimeSpan offset) =>
        new DateTimeOffset(wall, offset).ToString("zzz", System.Globalization.CultureInfo.InvariantCulture);
}
