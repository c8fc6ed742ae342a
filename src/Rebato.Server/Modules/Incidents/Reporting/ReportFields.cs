using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Rebato.Kernel;
using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>The answers as they were typed, in the order of the page; a program sends the same names.</summary>
internal sealed class ReportFields
{
    public string? Kind { get; set; }
    public string? Account { get; set; }

    /// <summary>The files' place among the questions: they travel beside these fields.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Files { get; } = [];

    /// <summary>One of <see cref="NoticedWhen"/>, or in words.</summary>
    public string? Noticed { get; set; }
    public string? NoticedAt { get; set; }
    public string? PersonalData { get; set; }
    public string? Who { get; set; }
    public string? Contact { get; set; }
    public string? Place { get; set; }
    public string? Key { get; set; }

    public void Set(string name, string value)
    {
        switch (name.ToUpperInvariant())
        {
            case "KIND": Kind = value; break;
            case "ACCOUNT": Account = value; break;
            case "NOTICED": Noticed = value; break;
            case "NOTICEDAT": NoticedAt = value; break;
            case "PERSONALDATA": PersonalData = value; break;
            case "WHO": Who = value; break;
            case "CONTACT": Contact = value; break;
            case "PLACE": Place = value; break;
            case "KEY": Key = value; break;
        }
    }

    /// <summary>What arrives, cleaned; refused when an answer is none of those offered.</summary>
    /// <param name="otherwise">The kind when none was chosen; null when it must be.</param>
    public Outcome<ArrivingReport> Read(ReportChannel channel, IReadOnlyList<IncomingFile> files, Texts texts, ReportKind? otherwise = null)
    {
        var kind = string.IsNullOrWhiteSpace(Kind) ? otherwise : Named<ReportKind>(Kind);
        if (kind is null)
        {
            return string.IsNullOrWhiteSpace(Kind)
                ? new Refusal("report.kind-missing", ReportRules.Desk, nameof(Kind))
                : new Refusal("report.kind-unknown", ReportRules.Desk, nameof(Kind), string.Join(", ", Enum.GetNames<ReportKind>()));
        }

        var personal = string.IsNullOrWhiteSpace(PersonalData) ? YesNoUnknown.Unknown : Named<YesNoUnknown>(PersonalData);
        if (personal is null)
        {
            return new Refusal("report.personal-unknown", ReportRules.Desk, nameof(PersonalData), string.Join(", ", Enum.GetNames<YesNoUnknown>()));
        }

        var content = new ReportContent(PlainText.Of(Account), NoticedWords(texts), PlainText.Line(Place), PlainText.Line(Who), PlainText.Line(Contact));
        return new ArrivingReport(channel, kind.Value, personal.Value, content, files, PlainText.Line(Key));
    }

    /// <summary>
    /// The key of one sending of the page: the form's own and what it says, so that pressing twice is one report, and going
    /// back to tell something else is another.
    /// </summary>
    public static string SendingKey(ArrivingReport arriving)
    {
        var said = string.Join('\n', arriving.Key, arriving.Kind, arriving.TouchesPersonalData, arriving.Content, string.Join(' ', arriving.Files.Select(f => f.Sha256)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)));
    }

    private string NoticedWords(Texts texts)
    {
        var at = PlainText.Line(NoticedAt);
        var choice = Named<NoticedWhen>(Noticed);
        var words = choice is { } when ? texts[$"report.noticed.{when}"] : PlainText.Line(Noticed);
        return string.Join(": ", new[] { words, choice is null or NoticedWhen.AnotherDay ? at : "" }.Where(part => part.Length > 0));
    }

    /// <summary>A value by its name only: numbers are nobody's answer.</summary>
    private static TEnum? Named<TEnum>(string? text) where TEnum : struct, Enum =>
        Enum.GetNames<TEnum>().FirstOrDefault(name => name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<TEnum>(found) : null;
}

/// <summary>When it was noticed, as anybody remembers it.</summary>
internal enum NoticedWhen
{
    Now,
    Today,
    AnotherDay,
}
