using System.Globalization;
using System.Text.Json;

namespace Rebato.Kernel;

/// <summary>
/// The sentences of the kernel (how a deadline was computed, why something was refused), kept in the embedded
/// file <c>sentences.json</c> so that no code carries a text. Dates are written without the machine's culture:
/// a survival laptop may have none.
/// </summary>
public static class KernelSentences
{
    private static readonly Dictionary<string, Wording> All = Load();

    /// <summary>The sentence under <paramref name="key"/> with its <c>{0}</c> places filled; an unknown key throws.</summary>
    public static string Say(Language language, string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, All[key].In(language), values);

    /// <summary>The sentence of a refusal of this kernel, with its article; null when the code belongs elsewhere.</summary>
    public static string? Of(Refusal refusal, Language language)
    {
        if (!All.ContainsKey(refusal.Code)) return null;
        var sentence = Say(language, refusal.Code, refusal.Values);
        return refusal.Article is null ? sentence : $"{sentence} ({refusal.Article})";
    }

    /// <summary>"lunes 23/11/2026" or "Monday 2026-11-23".</summary>
    public static string Day(DateOnly day, Language language) =>
        $"{Say(language, $"day.{day.DayOfWeek}")} {day.ToString(DatePattern(language), CultureInfo.InvariantCulture)}";

    /// <summary>"lunes 23/11/2026 09:00:00 (UTC+01:00)".</summary>
    public static string Moment(DateTimeOffset moment, Language language) =>
        $"{Day(DateOnly.FromDateTime(moment.DateTime), language)} {moment.ToString("HH:mm:ss '(UTC'zzz')'", CultureInfo.InvariantCulture)}";

    private static string DatePattern(Language language) => language == Language.English ? "yyyy-MM-dd" : "dd/MM/yyyy";

    private static Dictionary<string, Wording> Load()
    {
        using var stream = typeof(KernelSentences).Assembly.GetManifestResourceStream("sentences.json")!;
        return JsonSerializer.Deserialize(stream, KernelJson.Default.DictionaryStringWording)!;
    }
}
