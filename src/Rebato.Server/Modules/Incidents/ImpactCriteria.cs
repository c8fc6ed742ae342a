using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>
/// The table of criteria that gives the impact level (RD 43/2021 annex; the same figures in CCN-STIC-817). One
/// criterion is enough. Where two ranges of the table touch, the touching figure belongs to the higher level.
/// </summary>
public static class ImpactCriteria
{
    public static Citation Article(string edition) =>
        edition == Edition.Of2019 ? new Citation("Guía nacional 2019", "impacto") : new Citation("RD 43/2021", "anexo, nivel de impacto");

    public static IReadOnlyList<ImpactQuestion> Questions(string edition = Edition.Of2021) =>
    [
        new("systems", AnswerKind.Percent, Over((Level.Critical, 90), (Level.VeryHigh, 75), (Level.High, 50), (Level.Medium, 20), (Level.Low, 0))),
        new("outage", AnswerKind.HoursAndUsers,
        [
            new(Level.Critical, Over: 24, UsersOver: 50),
            new(Level.VeryHigh, Over: 8, UsersOver: 35),
            new(Level.High, Over: 1, UsersOver: 10),
            new(Level.Medium, UsersOver: 5),
            new(Level.Low, Over: 0),
        ]),
        new("person-days", AnswerKind.Number, edition == Edition.Of2019 ? PersonDays(30, 10) : PersonDays(100, 30)),
        new("cost", AnswerKind.Number,
        [
            new(Level.Critical, Over: 0.1m),
            new(Level.VeryHigh, From: 0.07m),
            new(Level.High, From: 0.03m),
            new(Level.Medium, From: 0.001m),
            new(Level.Low, From: 0.0001m),
        ]),
        new("geography", AnswerKind.Choice, Choices("supranational", "over-4-or-singular", "over-3", "over-2", "over-1")),
        new("reputation", AnswerKind.Choice, Choices("international", "national", "third-parties", "noticeable", "isolated")),
        new("classified", AnswerKind.Choice, [new(Level.Critical, Choice: "secret"), new(Level.VeryHigh, Choice: "reserved")]),
        YesNo("national-security", Level.Critical),
        YesNo("life", Level.Critical),
        YesNo("critical-infrastructure", Level.Critical),
        YesNo("goods", Level.VeryHigh),
        YesNo("abroad", Level.VeryHigh),
        YesNo("essential-service", Level.VeryHigh),
    ];

    /// <summary>The level that the answers give, and why. Refused when an answer is none, or none was given.</summary>
    public static Outcome<ImpactAssessment> Assess(IReadOnlyList<ImpactAnswer> answers, string edition = Edition.Of2021)
    {
        var questions = Questions(edition);
        if (answers.Count == 0) return new Refusal("impact.no-answers", Article(edition));
        var reasons = new List<ImpactReason>();
        foreach (var answer in answers)
        {
            if (questions.FirstOrDefault(q => q.Key == answer.Question) is not { } question || !Fits(question, answer))
                return new Refusal("impact.answer-malformed", Article(edition), $"impact.{answer.Question}", answer.Question);
            if (question.Thresholds.FirstOrDefault(t => t.IsReachedBy(answer)) is { } reached) reasons.Add(new(question, answer, reached));
        }

        if (answers.GroupBy(a => a.Question).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new Refusal("impact.answered-twice", Article(edition), $"impact.{twice.Key}", twice.Key);
        return new ImpactAssessment(
            edition,
            reasons.Select(r => r.Level).DefaultIfEmpty(Level.None).Max(),
            [.. reasons.OrderByDescending(r => r.Level)],
            [.. questions.Select(q => q.Key).Except(answers.Select(a => a.Question))]);
    }

    private static bool Fits(ImpactQuestion question, ImpactAnswer answer) => question.Kind switch
    {
        AnswerKind.Percent => answer is { Number: >= 0 and <= 100, Users: null, Choice: null },
        AnswerKind.Number => answer is { Number: >= 0, Users: null, Choice: null },
        AnswerKind.HoursAndUsers => answer is { Number: >= 0, Users: >= 0 and <= 100, Choice: null },
        AnswerKind.YesNo => answer is { Number: null, Users: null, Choice: "yes" or "no" },
        _ => answer is { Number: null, Users: null } && (answer.Choice == "none" || question.Thresholds.Any(t => t.Choice == answer.Choice)),
    };

    private static List<ImpactThreshold> Over(params (Level Level, decimal Bound)[] bounds) =>
        [.. bounds.Select(b => new ImpactThreshold(b.Level, Over: b.Bound))];

    private static List<ImpactThreshold> PersonDays(decimal critical, decimal veryHigh) =>
    [
        new(Level.Critical, Over: critical),
        new(Level.VeryHigh, From: veryHigh),
        new(Level.High, From: 5),
        new(Level.Medium, From: 1),
        new(Level.Low, Over: 0),
    ];

    private static List<ImpactThreshold> Choices(string critical, string veryHigh, string high, string medium, string low) =>
    [
        new(Level.Critical, Choice: critical),
        new(Level.VeryHigh, Choice: veryHigh),
        new(Level.High, Choice: high),
        new(Level.Medium, Choice: medium),
        new(Level.Low, Choice: low),
    ];

    private static ImpactQuestion YesNo(string key, Level level) => new(key, AnswerKind.YesNo, [new ImpactThreshold(level, Choice: "yes")]);
}
