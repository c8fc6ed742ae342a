namespace Rebato.Traffic.Reading;

/// <summary>
/// A town's wall clock, with its changes from 1990 to 2100 laid out once: TimeZoneInfo costs more per line
/// than reading the line.
/// </summary>
internal sealed class WallClock
{
    private readonly long[] from;
    private readonly long[] offset;

    public WallClock(TimeZoneInfo zone)
    {
        Zone = zone;
        var starts = new List<long> { long.MinValue };
        var offsets = new List<long>();
        var day = new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var current = zone.GetUtcOffset(day);
        offsets.Add((long)current.TotalMicroseconds);
        for (; day.Year < 2100; day = day.AddDays(1))
        {
            if (zone.GetUtcOffset(day.AddDays(1)) == current)
                continue;
            var minute = day;
            while (zone.GetUtcOffset(minute) == current)
                minute = minute.AddMinutes(1);
            current = zone.GetUtcOffset(minute);
            starts.Add(minute.ToUnixTimeMilliseconds() * 1_000);
            offsets.Add((long)current.TotalMicroseconds);
        }
        from = [.. starts];
        offset = [.. offsets];
    }

    public static WallClock Utc { get; } = new(TimeZoneInfo.Utc);

    public TimeZoneInfo Zone { get; }

    /// <summary>Microseconds east of Greenwich at a UTC instant.</summary>
    public long OffsetAt(long utc)
    {
        var i = Array.BinarySearch(from, utc);
        return offset[i >= 0 ? i : ~i - 1];
    }

    /// <summary>
    /// The UTC instant of a wall-clock reading. In the hour that comes twice it gives the first one and says
    /// so; in the hour that does not exist, the instant the clock jumped.
    /// </summary>
    public long ToUtc(long wall, out bool ambiguous)
    {
        // The period in force one day before cannot be more than one change away.
        var i = Array.BinarySearch(from, wall - (24 * Clock.Hour));
        i = i >= 0 ? i : ~i - 1;
        var first = wall - offset[i];
        ambiguous = false;
        if (i + 1 == from.Length)
            return first;
        var second = wall - offset[i + 1];
        if (first < from[i + 1])
        {
            ambiguous = second >= from[i + 1];
            return first;
        }
        return Math.Max(second, from[i + 1]);
    }
}
