namespace Rebato.Traffic.Reading;

/// <summary>Reads the ways in which logs write an instant; all come out as UTC microseconds.</summary>
internal static class Clock
{
    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;

    /// <summary>Instants outside 1990 to 2100 are taken for damage, not for time.</summary>
    private const long Earliest = 631_152_000 * Second;
    private const long Latest = 4_102_444_800 * Second;

    public static bool Sane(long micros) => micros is >= Earliest and < Latest;

    /// <summary>Seconds with an optional fraction, as Zeek and Squid write them; digits past the sixth are cut.</summary>
    public static bool Seconds(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        var dot = text.IndexOf((byte)'.');
        var whole = dot < 0 ? text : text[..dot];
        if (whole.Length > 12 || !Fields.Whole(whole, out var seconds))
            return false;
        long fraction = 0;
        if (dot >= 0)
        {
            var scale = 100_000L;
            foreach (var c in text[(dot + 1)..])
            {
                var digit = (uint)(c - '0');
                if (digit > 9)
                    return false;
                fraction += digit * scale;
                scale /= 10;
            }
        }
        micros = (seconds * Second) + fraction;
        return true;
    }

    /// <summary>A whole epoch in seconds, milliseconds, microseconds or nanoseconds, told apart by its size.</summary>
    public static bool Epoch(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length == 19 && Fields.Whole(text[..16], out micros))
            return Sane(micros);
        if (!Fields.Whole(text, out var value))
            return false;
        micros = value switch
        {
            >= 100_000_000_000_000 => value,
            >= 100_000_000_000 => value * 1_000,
            _ => value * Second,
        };
        return Sane(micros);
    }

    /// <summary>
    /// <c>2026-11-24T12:00:00.123Z</c>, <c>2026/11/24 12:00:00</c>, with an offset, a Z, or neither: then
    /// <paramref name="zone"/> says what the wall clock meant, and <paramref name="ambiguous"/> whether it can't.
    /// </summary>
    public static bool Date(ReadOnlySpan<byte> text, WallClock zone, out long micros, out bool ambiguous)
    {
        micros = 0;
        ambiguous = false;
        if (text.Length < 19 || (text[4] != '-' && text[4] != '/') || text[7] != text[4] || (text[10] != ' ' && text[10] != 'T')
            || text[13] != ':' || text[16] != ':')
            return false;
        if (!Fields.Whole(text[..4], out var year) || !Fields.Whole(text[5..7], out var month) || !Fields.Whole(text[8..10], out var day)
            || !Fields.Whole(text[11..13], out var hour) || !Fields.Whole(text[14..16], out var minute) || !Fields.Whole(text[17..19], out var second))
            return false;
        if (year is < 1990 or > 2099 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month)
            || hour > 23 || minute > 59 || second > 60)
            return false;
        var ticks = new DateTime((int)year, (int)month, (int)day, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        var wall = (ticks / TimeSpan.TicksPerMicrosecond) + (hour * Hour) + (minute * Minute) + (second * Second);
        var rest = text[19..];
        if (!Fraction(ref rest, out var fraction))
            return false;
        wall += fraction;
        if (rest.Length == 0)
        {
            micros = zone.ToUtc(wall, out ambiguous);
            return true;
        }
        if (!Offset(rest, out var offset))
            return false;
        micros = wall - offset;
        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> rest, out long micros)
    {
        micros = 0;
        if (rest.Length == 0 || (rest[0] != '.' && rest[0] != ','))
            return true;
        var i = 1;
        for (var scale = 100_000L; i < rest.Length && (uint)(rest[i] - '0') <= 9; i++, scale /= 10)
            micros += (rest[i] - '0') * scale;
        rest = rest[i..];
        return i > 1;
    }

    /// <summary><c>Z</c>, <c>+0200</c> or <c>+02:00</c>, in microseconds east of Greenwich.</summary>
    public static bool Offset(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.SequenceEqual("Z"u8))
            return true;
        if (text.Length is not (5 or 6) || (text[0] != '+' && text[0] != '-'))
            return false;
        if (!Fields.Whole(text[1..3], out var hours) || !Fields.Whole(text[^2..], out var minutes) || hours > 15 || minutes > 59
            || (text.Length == 6 && text[3] != ':'))
            return false;
        micros = ((hours * 60) + minutes) * Minute;
        if (text[0] == '-')
            micros = -micros;
        return true;
    }
}
