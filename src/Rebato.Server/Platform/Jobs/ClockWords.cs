using System.Globalization;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Jobs;

/// <summary>A doubt about the clock as the sentence that every page shows.</summary>
internal static class ClockWords
{
    /// <summary>The frame of a page is made before its texts, so the sentences are asked here.</summary>
    public static string? Of(ClockDoubt? doubt, Sentences sentences, TimeZoneInfo zone)
    {
        if (doubt is null)
        {
            return null;
        }

        var formats = new Formats(zone);
        var sentence = sentences.Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "clock.doubt." + doubt.Cause) ?? doubt.Cause;
        return string.Format(CultureInfo.CurrentCulture, sentence, formats.Hours(doubt.Jump), formats.DateTime(doubt.Wall));
    }
}
