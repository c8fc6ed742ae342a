using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>A state of an incident; its name is the resource <c>state.KEY</c>.</summary>
/// <param name="Solved">Whether what caused it was solved; null where the question makes no sense.</param>
/// <param name="Answered">Whether the body told its CSIRT; null likewise.</param>
public sealed record IncidentState(string Key, bool Closed, bool? Solved = null, bool? Answered = null);

/// <summary>States and closing codes of CCN-STIC-817.</summary>
public static class ClosingCodes
{
    public static readonly Citation Article = new("CCN-STIC-817", "estados y códigos de cierre");

    public static IReadOnlyList<IncidentState> All { get; } =
    [
        new("open", false),
        new("solved-answered", true, Solved: true, Answered: true),
        new("solved-unanswered", true, Solved: true, Answered: false),
        new("no-impact", true),
        new("false-positive", true),
        new("unsolved-unanswered", true, Solved: false, Answered: false),
        new("unsolved-answered", true, Solved: false, Answered: true),
    ];

    public static IncidentState Open => All[0];

    /// <summary>A security incident closes with a closing code and its cause, or not at all.</summary>
    public static Refusal? RefuseClosing(string? code, string? cause)
    {
        if (string.IsNullOrWhiteSpace(code)) return new Refusal("closing.code-missing", Article, "code");
        if (All.FirstOrDefault(s => s.Key == code) is not { Closed: true }) return new Refusal("closing.code-unknown", Article, "code", code);
        return string.IsNullOrWhiteSpace(cause) ? new Refusal("closing.cause-missing", Article, "cause") : null;
    }
}
