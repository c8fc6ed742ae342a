using System.Globalization;
using System.Resources;
using Rebato.Kernel;

namespace Rebato.Traffic;

/// <summary>The words of the statement, in Spanish (the default) and English.</summary>
public static class TrafficTexts
{
    private static readonly ResourceManager Texts = new("Rebato.Traffic.Texts", typeof(TrafficTexts).Assembly);

    /// <summary>The text of a code, or the code itself when it has none.</summary>
    public static string Text(string code, CultureInfo culture, params object[] values) =>
        string.Format(culture, Texts.GetString(code, culture) ?? code, values);

    /// <summary>A refusal's sentence: <c>{0}</c> is its field when it has one, its values follow.</summary>
    public static string For(Refusal refusal, CultureInfo culture) =>
        Text(refusal.Code, culture, refusal.Field is null ? refusal.Values : [refusal.Field, .. refusal.Values]);

    /// <summary>A reason such as <c>borde:longest-session-undeclared</c>, in words.</summary>
    public static string Reason(string reason, CultureInfo culture)
    {
        var colon = reason.LastIndexOf(':');
        var code = reason[(colon + 1)..];
        var equals = code.IndexOf('=', StringComparison.Ordinal);
        var text = Text("reason." + (equals < 0 ? code : code[..equals]), culture, equals < 0 ? "" : code[(equals + 1)..]);
        return colon < 0 ? text : $"{reason[..colon]}: {text}";
    }

    /// <summary>Octets in decimal units, as sizes of databases are told.</summary>
    public static string Octets(long? octets, CultureInfo culture) => octets switch
    {
        null => Text("unbounded", culture),
        < 1_000 => string.Create(culture, $"{octets} B"),
        < 1_000_000 => string.Create(culture, $"{octets / 1e3:0.##} kB"),
        < 1_000_000_000 => string.Create(culture, $"{octets / 1e6:0.##} MB"),
        < 1_000_000_000_000 => string.Create(culture, $"{octets / 1e9:0.##} GB"),
        _ => string.Create(culture, $"{octets / 1e12:0.##} TB"),
    };

    /// <summary>An instant on the town's wall clock.</summary>
    public static string At(Instant instant, TimeZoneInfo zone, CultureInfo culture) => instant.In(zone).ToString("dd/MM/yyyy HH:mm:ss zzz", culture);
}
