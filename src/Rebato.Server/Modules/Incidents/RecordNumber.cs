using System.Globalization;
using System.Text.RegularExpressions;

namespace Rebato.Modules.Incidents;

/// <summary>Numbers as people write them: <c>INC-2026-0231</c>, <c>av-2026-12</c>. Null when it is not one.</summary>
internal static partial class RecordNumber
{
    public static (int Year, int Ordinal)? Incident(string? text) => Read(text, "INC");

    public static (int Year, int Ordinal)? Report(string? text) => Read(text, "AV");

    private static (int Year, int Ordinal)? Read(string? text, string series) =>
        Shape().Match(text?.Trim() ?? "") is { Success: true } match && match.Groups[1].Value.Equals(series, StringComparison.OrdinalIgnoreCase)
            ? (int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"^([A-Za-z]{2,3})-([0-9]{4})-([0-9]{1,9})$")]
    private static partial Regex Shape();
}
