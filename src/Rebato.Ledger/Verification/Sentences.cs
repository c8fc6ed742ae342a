using System.Globalization;
using System.Resources;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>The sentence of each code, in Spanish (the default) and English.</summary>
public static class Sentences
{
    private static readonly ResourceManager Texts = new("Rebato.Ledger.Sentences", typeof(Sentences).Assembly);

    public static string For(Check check, CultureInfo culture) => Of(check.Code, check.Values, culture);

    public static string For(Warning warning, CultureInfo culture) => Of(warning.Code, warning.Values, culture);

    /// <summary>A refusal's sentence: <c>{0}</c> is its field when it has one, its values follow.</summary>
    public static string For(Refusal refusal, CultureInfo culture) => Of(refusal.Code, ValuesOf(refusal), culture);

    /// <summary>The bare text of a code; null when there is none.</summary>
    public static string? Text(string code, CultureInfo culture) => Texts.GetString(code, culture);

    internal static IReadOnlyList<object> ValuesOf(Refusal refusal) =>
        refusal.Field is null ? refusal.Values : [refusal.Field, .. refusal.Values];

    private static string Of(string code, IReadOnlyList<object> values, CultureInfo culture) =>
        string.Format(CultureInfo.InvariantCulture, Text(code, culture) ?? code, [.. values]);
}
