using System.Globalization;

namespace Rebato.Modules.Incidents;

/// <summary>A number of a yearly series as people write it: REG-2026-0007.</summary>
internal readonly record struct YearlyNumber(int Year, int Ordinal)
{
    /// <summary>Null when the text is not a number of <paramref name="series"/>; zeros and capitals are not asked for.</summary>
    public static YearlyNumber? Parse(string series, string? text)
    {
        var parts = (text ?? "").Trim().Split('-');
        return parts is [var name, var year, var ordinal]
            && name.Equals(series, StringComparison.OrdinalIgnoreCase)
            && Digits(year, out var inYear) && inYear is >= 2000 and <= 9999
            && Digits(ordinal, out var place) && place > 0
            ? new YearlyNumber(inYear, place)
            : null;
    }

    private static bool Digits(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
