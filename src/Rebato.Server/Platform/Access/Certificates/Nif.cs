using System.Text.RegularExpressions;

namespace Rebato.Platform.Access;

/// <summary>
/// The tax number of a natural person: DNI (eight digits) or NIE (X, Y or Z and seven digits), with its check
/// letter verified (RD 1553/2005 art. 11, Orden EHA/451/2008). K, L and M numbers follow the rule of the NIE.
/// </summary>
internal sealed partial record Nif
{
    private const string Letters = "TRWAGMYFPDXBNJZSQVHLCKE";

    private Nif(string value) => Value = value;

    /// <summary>Nine characters, upper case: <c>12345678Z</c>.</summary>
    public string Value { get; }

    /// <summary>Reads a number written with or without spaces, dashes or the country; null when its letter does not match.</summary>
    public static Nif? Read(string? text)
    {
        if (text is null || Shape().Match(text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()) is not { Success: true } found)
            return null;
        var first = found.Groups["first"].Value;
        var digits = found.Groups["digits"].Value;
        var number = first switch
        {
            "Y" => "1" + digits,
            "Z" => "2" + digits,
            _ => digits,
        };
        if (first.Length == 0 != (digits.Length == 8))
            return null;
        var letter = Letters[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) % Letters.Length];
        return letter == found.Groups["letter"].Value[0] ? new Nif(first + digits + letter) : null;
    }

    /// <summary>The form that may be shown in public: <c>***4567**</c> (disposición adicional 7.ª LOPDGDD).</summary>
    public string Masked => "***" + Value[3..7] + "**";

    public override string ToString() => Masked;

    [GeneratedRegex("^(?<first>[XYZKLM]?)(?<digits>[0-9]{7,8})(?<letter>[A-Z])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
