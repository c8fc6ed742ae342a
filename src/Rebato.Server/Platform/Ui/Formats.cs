using System.Globalization;
using Rebato.Kernel;

namespace Rebato.Platform.Ui;

/// <summary>
/// How instants, durations and figures are written for people: on the server only (browsers group Spanish
/// thousands differently), in the town's zone and the reader's language.
/// </summary>
public sealed class Formats(TimeZoneInfo zone)
{
    private const char NoBreakSpace = '\u00A0';

    public TimeZoneInfo Zone => zone;

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    private static bool Spanish => Culture.TwoLetterISOLanguageName == "es";

    /// <summary>22/11/2026</summary>
    public string Date(Instant at) => Date(DateOnly.FromDateTime(at.In(zone).DateTime));

    public string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>18:02</summary>
    public string Time(Instant at) => at.In(zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>22/11/2026 18:02</summary>
    public string DateTime(Instant at) => $"{Date(at)} {Time(at)}";

    /// <summary>martes 24 de noviembre de 2026</summary>
    public string LongDate(Instant at) => LongDate(DateOnly.FromDateTime(at.In(zone).DateTime));

    public string LongDate(DateOnly day) => day.ToString(Spanish ? "dddd d 'de' MMMM 'de' yyyy" : "dddd d MMMM yyyy", Culture);

    /// <summary>martes 24 de noviembre de 2026, 12:38</summary>
    public string LongDateTime(Instant at) => $"{LongDate(at)}, {Time(at)}";

    /// <summary>The instant for machines, with the zone's offset: 2026-11-24T12:38:00+01:00.</summary>
    public string Machine(Instant at) => at.In(zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>41 h 07 min: legal clocks are read in hours and whole minutes, however many.</summary>
    public string Hours(TimeSpan span)
    {
        var minutes = (long)Math.Floor(span.Duration().TotalMinutes);
        return minutes < 60
            ? $"{minutes}{NoBreakSpace}min"
            : $"{Number(minutes / 60)}{NoBreakSpace}h{NoBreakSpace}{minutes % 60:00}{NoBreakSpace}min";
    }

    /// <summary>4 d 11 h from two days on; hours and minutes before.</summary>
    public string Days(TimeSpan span)
    {
        var hours = (long)Math.Floor(span.Duration().TotalHours);
        return hours < 48 ? Hours(span) : $"{Number(hours / 24)}{NoBreakSpace}d{NoBreakSpace}{hours % 24}{NoBreakSpace}h";
    }

    /// <summary>1.300</summary>
    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>3,25: no more decimals than it has, at most <paramref name="decimals"/>.</summary>
    public string Number(decimal number, int decimals = 2) => number.ToString("#,0." + new string('#', decimals), Culture);

    /// <summary>62 %: rounded down, so that 100 % means all of them.</summary>
    public string Percent(long part, long whole) =>
        (whole == 0 ? 0 : part * 100 / whole).ToString(CultureInfo.InvariantCulture) + (Spanish ? $"{NoBreakSpace}%" : "%");

    /// <summary>48 MB: decimal units, one decimal under ten.</summary>
    public string Size(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var (size, unit) = ((decimal)bytes, 0);
        for (; size >= 1000 && unit < units.Length - 1; unit++) size /= 1000;
        return $"{Number(size, unit > 0 && size < 10 ? 1 : 0)}{NoBreakSpace}{units[unit]}";
    }

    /// <summary>Any value as a sentence shows it.</summary>
    public string Value(object? value) => value switch
    {
        null => "",
        string text => text,
        Instant at => DateTime(at),
        DateOnly day => Date(day),
        TimeSpan span => Hours(span),
        byte or short or int or long => Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        decimal number => Number(number),
        double number => Number((decimal)number),
        IFormattable other => other.ToString(null, Culture),
        _ => value.ToString() ?? "",
    };
}
