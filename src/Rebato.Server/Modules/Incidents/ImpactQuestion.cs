namespace Rebato.Modules.Incidents;

/// <summary>How a question of the table of criteria is answered.</summary>
public enum AnswerKind
{
    /// <summary>From 0 to 100.</summary>
    Percent,

    /// <summary>Zero or more.</summary>
    Number,

    /// <summary>Hours without service, and per cent of users without it.</summary>
    HoursAndUsers,

    /// <summary>One of the choices of its thresholds, or <c>none</c>.</summary>
    Choice,
    YesNo,
}

/// <summary>
/// What an answer must reach for a level. Above <paramref name="Over"/>, or from <paramref name="From"/> on; for an
/// outage both hours and <paramref name="UsersOver"/>; or the choice made.
/// </summary>
public sealed record ImpactThreshold(Level Level, decimal? Over = null, decimal? From = null, decimal? UsersOver = null, string? Choice = null)
{
    public bool IsReachedBy(ImpactAnswer answer)
    {
        if (Choice is not null) return answer.Choice == Choice;
        if (UsersOver is not null && !(answer.Users > UsersOver)) return false;
        return (Over is null || answer.Number > Over) && (From is null || answer.Number >= From);
    }

    /// <summary>Resource key of the sentence that says the threshold; its values are those of this record.</summary>
    public string Key => this switch
    {
        { Choice: not null } => "impact.threshold.choice",
        { UsersOver: not null, Over: not null } => "impact.threshold.hours-and-users",
        { UsersOver: not null } => "impact.threshold.users",
        { Over: 0 } => "impact.threshold.any",
        { Over: not null } => "impact.threshold.over",
        _ => "impact.threshold.from",
    };
}

/// <summary>A question of the table; its text is the resource <c>impact.q.KEY</c>. Thresholds from the highest level down.</summary>
public sealed record ImpactQuestion(string Key, AnswerKind Kind, IReadOnlyList<ImpactThreshold> Thresholds);

/// <summary>An answer. <paramref name="Number"/> is the figure, or the hours; <paramref name="Choice"/> is <c>yes</c> or <c>no</c> for a yes-or-no question.</summary>
public sealed record ImpactAnswer(string Question, decimal? Number = null, decimal? Users = null, string? Choice = null);

/// <summary>Why a level: this answer reaches this threshold of this question.</summary>
public sealed record ImpactReason(ImpactQuestion Question, ImpactAnswer Answer, ImpactThreshold Threshold)
{
    public Level Level => Threshold.Level;
}

/// <summary>The level, every criterion that was reached from the highest down, and the questions nobody answered.</summary>
public sealed record ImpactAssessment(string Edition, Level Level, IReadOnlyList<ImpactReason> Reasons, IReadOnlyList<string> Unanswered);
