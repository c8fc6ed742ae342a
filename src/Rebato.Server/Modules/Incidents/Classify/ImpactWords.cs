using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>Says why an answer gives a level: the question, what was answered, and the threshold it reached.</summary>
internal sealed class ImpactWords(Texts texts, Formats formats)
{
    public string Question(string key) => texts["impact.q." + key];

    public string Answer(ImpactQuestion question, ImpactAnswer answer) => question.Kind switch
    {
        AnswerKind.YesNo => texts[answer.Choice == "yes" ? "answer.yes" : "answer.no"],
        AnswerKind.Choice => texts[$"impact.choice.{question.Key}.{answer.Choice}"],
        AnswerKind.HoursAndUsers => texts["impact.said.hours-and-users", answer.Number, answer.Users],
        AnswerKind.Percent => texts["impact.said.percent", answer.Number],
        _ => formats.Number(answer.Number!.Value, 5),
    };

    public string Reason(ImpactReason reason) => texts[
        "impact.reason", Question(reason.Question.Key), Answer(reason.Question, reason.Answer), texts["level." + reason.Level.Key].ToLowerInvariant(), Threshold(reason.Threshold)];

    private string Threshold(ImpactThreshold threshold) => threshold switch
    {
        { UsersOver: { } users, Over: { } hours } => texts[threshold.Key, hours, users],
        { UsersOver: { } users } => texts[threshold.Key, users],
        _ => texts[threshold.Key, formats.Number(threshold.Over ?? threshold.From ?? 0, 5)],
    };
}
