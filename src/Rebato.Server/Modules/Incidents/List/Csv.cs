namespace Rebato.Modules.Incidents;

/// <summary>
/// A line for a spreadsheet in Spanish, which separates by semicolons. What a spreadsheet would take for a formula is
/// given an apostrophe, because people outside write subjects (OWASP, CSV injection).
/// </summary>
internal static class Csv
{
    public static string Line(params IEnumerable<string> cells) => string.Join(';', cells.Select(Cell));

    public static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(";\"\r\n") < 0 ? safe : '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
