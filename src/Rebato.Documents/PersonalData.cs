using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Rebato.Documents;

/// <summary>
/// Personal data in the visible text, shown before the file leaves (Reglamento 21.1; LOPDGDD, additional provision 7: a
/// full DNI is not published next to a name). Identifiers count only when their check digits do.
/// </summary>
internal static partial class PersonalData
{
    private const string Letters = "TRWAGMYFPDXBNJZSQVHLCKE";

    public static void Report(Scrubbing scrubbing)
    {
        var text = scrubbing.Text;
        if (text.Length == 0) return;
        foreach (Match m in Identity().Matches(text)) if (IsIdentity(m.Value)) scrubbing.Ask(char.IsAsciiDigit(m.Value[0]) ? "dni" : "nie", "text", m.Value);
        foreach (Match m in Account().Matches(text)) if (IsAccount(m.Value)) scrubbing.Ask("iban", "text", m.Value);
        foreach (Match m in Address().Matches(text)) scrubbing.Ask("email", "text", m.Value);
        foreach (Match m in Telephone().Matches(text)) scrubbing.Ask("phone", "text", m.Value.Trim());
        foreach (Match m in NumberPlate().Matches(text)) scrubbing.Ask("plate", "text", m.Value);
        foreach (Match m in Special().Matches(text)) scrubbing.Ask("special-category", "text", m.Value);
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal) && text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) scrubbing.Ask("private-key", "text");
    }

    /// <summary>The letter of a DNI or NIE is its number modulo 23 (Real Decreto 1553/2005; X, Y and Z count 0, 1 and 2).</summary>
    public static bool IsIdentity(string written)
    {
        var value = new string([.. written.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        if (value.Length is < 8 or > 9) return false;
        var digits = value[0] switch
        {
            'X' => "0" + value[1..^1],
            'Y' => "1" + value[1..^1],
            'Z' => "2" + value[1..^1],
            _ => value[..^1],
        };
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Letters[number % 23] == value[^1];
    }

    /// <summary>The check digits of an account make it 1 modulo 97 (ISO 13616).</summary>
    public static bool IsAccount(string written)
    {
        var value = new string([.. written.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        if (value.Length is < 15 or > 34 || (value.StartsWith("ES", StringComparison.Ordinal) && value.Length != 24)) return false;
        var digits = string.Concat((value[4..] + value[..4]).Select(c => char.IsAsciiDigit(c) ? c.ToString() : (c - 'A' + 10).ToString(CultureInfo.InvariantCulture)));
        return BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) % 97 == 1;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:[XYZxyz][ .-]?\d{7}|\d{1,2}\.?\d{3}\.?\d{3})[ -]?[A-Za-z](?![A-Za-z0-9])", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Identity();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Account();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,10}", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\d.,/-])(?:(?:\+|00)34[ .-]?)?[6-9]\d{2}[ .-]?(?:\d{3}[ .-]?\d{3}|\d{2}[ .-]?\d{2}[ .-]?\d{2})(?!\d|[,./-]\d)", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Telephone();

    [GeneratedRegex(@"(?<![A-Za-z0-9])\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}(?![A-Za-z0-9])", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex NumberPlate();

    /// <summary>Words of the special categories of RGPD 9.1 and of minors and violence, with a little of what surrounds them.</summary>
    [GeneratedRegex(@"[^\n]{0,40}\b(?:discapacidad|minusval[ií]a|enfermedad|diagn[oó]stic\w+|baja m[eé]dica|tratamiento m[eé]dico|afiliaci[oó]n sindical|religi[oó]n|orientaci[oó]n sexual|origen [eé]tnico|violencia de g[eé]nero|antecedentes penales|menor de edad|grado de dependencia)\b[^\n]{0,40}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Special();
}
