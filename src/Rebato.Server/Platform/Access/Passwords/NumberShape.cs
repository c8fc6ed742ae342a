using System.Text.RegularExpressions;

namespace Rebato.Platform.Access;

/// <summary>Numbers that are somebody's: years, dates, telephones, number plates and tax numbers (article 14.1.e names them).</summary>
internal static partial class NumberShape
{
    public static bool Is(ReadOnlySpan<char> text) =>
        Year().IsMatch(text) || Telephone().IsMatch(text) || Plate().IsMatch(text)
        || (text.Length is 5 or 6 or 8 or 10 && Date().IsMatch(text))
        || (text.Length == 9 && Nif.Read(text.ToString()) is not null);

    [GeneratedRegex("^(?:19|20)[0-9]{2}$")]
    private static partial Regex Year();

    /// <summary>Day, month and year in either order, with or without separators.</summary>
    [GeneratedRegex(@"^(?:(?:0?[1-9]|[12][0-9]|3[01])([-/.]?)(?:0?[1-9]|1[0-2])\1(?:(?:19|20)?[0-9]{2})|(?:19|20)[0-9]{2}([-/.]?)(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12][0-9]|3[01]))$")]
    private static partial Regex Date();

    [GeneratedRegex("^[6-9][0-9]{8}$")]
    private static partial Regex Telephone();

    [GeneratedRegex("^[0-9]{4}[bcdfghjklmnprstvwxyz]{3}$")]
    private static partial Regex Plate();
}
