using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>
/// What the incident is and how grave: the types, the questions of the table of criteria, and before anything is
/// recorded the level that they give, why, and whom it obliges to tell.
/// </summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class ClassifyPage(IncidentTools tools, DutyBoard board, ImpactWords words) : IncidentPage(tools)
{
    [BindProperty(SupportsGet = true, Name = "edicion")]
    public string Table { get; set; } = Edition.Of2021;

    [BindProperty]
    public List<string> Types { get; set; } = [];

    [BindProperty]
    public Dictionary<string, ImpactBoxes> Answers { get; set; } = [];

    /// <summary>What the answers give, to be confirmed; null while they are being given.</summary>
    public Classification? Result { get; private set; }

    public IReadOnlyList<NotificationWindow> Windows { get; private set; } = [];

    public IReadOnlyList<ImpactQuestion> Questions => ImpactCriteria.Questions(Table);

    public IEnumerable<IGrouping<string, IncidentType>> Classes => Taxonomy.Types(Table).GroupBy(t => t.Class);

    public IReadOnlyList<string> Reasons => Result is null ? [] : [.. Result.Impact.Reasons.Select(words.Reason)];

    public IReadOnlyList<(string Question, string Answer)> Said { get; private set; } = [];

    private Language Language => Texts.InEnglish ? Language.English : Language.Spanish;

    public void OnGet()
    {
        Table = Edition.Known(Table);
        Types = [.. Known?.Types ?? []];
        Answers = Questions.Where(q => Known?.ImpactAnswers.ContainsKey(q.Key) == true).ToDictionary(q => q.Key, q => ImpactBoxes.Of(Known!.ImpactAnswers[q.Key], q));
    }

    /// <summary>The same questions again, with what was answered.</summary>
    public void OnPostEdit() => Table = Edition.Known(Table);

    public void OnPostCheck() => Assess();

    public async Task<IActionResult> OnPostConfirm() =>
        Assess() is { } answers
            ? await Do(() => Desk.Classify(Actor, Incident.Id, Result!, answers, Reasons), "classified")
            : Page();

    public ImpactBoxes Boxes(string question) => Answers.GetValueOrDefault(question) ?? new ImpactBoxes();

    public static string NameOf(string question, string part) => $"Answers[{question}].{part}";

    public static string IdOf(string question, string part) => TagBuilder.CreateSanitizedId(NameOf(question, part), "_");

    /// <summary>The first answer has the field's own id, because the error summary leads to it.</summary>
    public static string IdOf(string question, int answer) => IdOf(question, nameof(ImpactBoxes.Choice)) + (answer == 0 ? "" : $"-{answer + 1}");

    public string? ErrorOf(string question) =>
        ModelState.TryGetValue(NameOf(question, PartOf(question)), out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public IEnumerable<Choice> ChoicesOf(ImpactQuestion question) => question.Kind == AnswerKind.YesNo
        ? [new("yes", Texts["answer.yes"]), new("no", Texts["answer.no"])]
        : [new("none", Texts[$"impact.choice.{question.Key}.none"]), .. question.Thresholds.Reverse().Select(t => new Choice(t.Choice!, Texts[$"impact.choice.{question.Key}.{t.Choice}"]))];

    private List<ImpactAnswer>? Assess()
    {
        Table = Edition.Known(Table);
        var answers = new List<ImpactAnswer>();
        foreach (var question in Questions)
        {
            if (!Boxes(question.Key).Read(question, Table).Done(out var answer, out var malformed)) RefuseAnswer(malformed);
            else if (answer is not null) answers.Add(answer);
        }

        if (!ModelState.IsValid)
        {
            return null;
        }

        if (!ImpactCriteria.Assess(answers, Table).Done(out var impact, out var refusal) || !Classification.Of(Types, impact, Table).Done(out var result, out refusal))
        {
            RefuseAnswer(refusal);
            return null;
        }

        Result = result;
        Windows = result.Windows(Incident.OpenedAt, null, board.Place, Language);
        Said = [.. answers.Select(a => (words.Question(a.Question), words.Answer(Questions.First(q => q.Key == a.Question), a)))];
        return answers;
    }

    /// <summary>The kernel of the tables names questions by key; people read the question.</summary>
    private void RefuseAnswer(Refusal refusal)
    {
        if (refusal.Field?.StartsWith("impact.", StringComparison.Ordinal) != true)
        {
            Refuse(refusal);
            return;
        }

        var question = refusal.Field["impact.".Length..];
        ModelState.AddModelError(NameOf(question, PartOf(question)), Texts.Of(refusal with { Values = [words.Question(question)] }));
    }

    private string PartOf(string question) =>
        Questions.FirstOrDefault(q => q.Key == question)?.Kind is AnswerKind.Choice or AnswerKind.YesNo ? nameof(ImpactBoxes.Choice) : nameof(ImpactBoxes.Number);
}
