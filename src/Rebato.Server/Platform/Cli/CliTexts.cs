using System.Globalization;
using Rebato.Kernel;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Cli;

/// <summary>What commands say to people: the same sentences as the pages, in the console's language (Spanish unless it is English).</summary>
internal static class CliTexts
{
    private static readonly Lazy<Texts> Spoken = new(() =>
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(english ? "en" : "es");
        return new Texts(Sentences.Load(strict: false), new Formats(TimeZoneInfo.Local));
    });

    public static Texts Texts => Spoken.Value;

    public static string Of(StorageRefused refused) => Texts.Of(new Refusal(refused.Code, null, null, [.. refused.Values]));
}
