using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>A deadline, or the list of rules, as people and programs read it.</summary>
internal static class DeadlineReport
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static string Json(Deadline deadline) => JsonSerializer.Serialize(
        new
        {
            Due = Iso(deadline.Due),
            DueUtc = deadline.DueUtc.ToString(),
            Rule = deadline.Duty.Id,
            Article = deadline.Duty.Article.ToString(),
            Counting = Word(deadline.Duty.Counting),
            deadline.Steps,
            deadline.Warnings,
            Alternatives = deadline.Alternatives.Select(a => new { Reading = Word(a.Reading), a.Text, Due = Iso(a.Due) }),
        },
        Plain);

    public static string Text(Deadline deadline, Language language)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{deadline.Duty.Name.In(language)} ({deadline.Duty.Article})");
        text.AppendLine(KernelSentences.Say(language, "cli.due", KernelSentences.Moment(deadline.Due, language))).AppendLine();
        for (var i = 0; i < deadline.Steps.Count; i++) text.AppendLine(CultureInfo.InvariantCulture, $"  {i + 1}. {deadline.Steps[i]}");
        Append(text, KernelSentences.Say(language, "cli.alternatives"), deadline.Alternatives.Select(a => a.Text));
        Append(text, KernelSentences.Say(language, "cli.warnings"), deadline.Warnings);
        return text.ToString().TrimEnd();
    }

    public static string RulesJson(RuleBook book, Language language) => JsonSerializer.Serialize(
        book.Duties.Select(duty => new
        {
            Rule = duty.Id,
            duty.Edition,
            Article = duty.Article.ToString(),
            Name = duty.Name.In(language),
            Counting = Word(duty.Counting),
            duty.Amount,
            Starts = KernelSentences.Say(language, $"trigger.{duty.Starts}"),
            Addressee = KernelSentences.Say(language, $"addressee.{duty.Addressee}"),
            duty.From,
            duty.To,
            duty.Source,
        }),
        Plain);

    public static string Rules(RuleBook book, Language language)
    {
        var width = book.Duties.Max(d => d.Id.Length);
        return string.Join(Environment.NewLine, book.Duties.Select(duty =>
        {
            var period = KernelSentences.Say(language, $"counting.{duty.Counting}", duty.Amount?.ToString(CultureInfo.InvariantCulture) ?? "N");
            var edition = duty.Edition is null ? "" : $" [{duty.Edition}]";
            return $"{duty.Id.PadRight(width)}  {duty.Name.In(language)}{edition}: {period} ({duty.Article})";
        }));
    }

    private static void Append(StringBuilder text, string head, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        text.AppendLine().AppendLine(head);
        foreach (var line in all) text.AppendLine(CultureInfo.InvariantCulture, $"  - {line}");
    }

    private static string Iso(DateTimeOffset moment) =>
        moment.ToString(moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
