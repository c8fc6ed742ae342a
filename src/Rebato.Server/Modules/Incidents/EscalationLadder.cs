using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents;

/// <summary>
/// Who is told at each point of a legal clock, besides whoever handles the incident. The points are 24, 48 and 66 of
/// 72 hours, and the same fractions of other periods; past the end everybody of the last one is told once more.
/// </summary>
internal sealed record EscalationLadder(string Point, IReadOnlyList<Role> Roles, Citation Article)
{
    public const string AtOnce = "at-once";
    public const string Overdue = "overdue";

    private static readonly Citation Duty = new("Reglamento", "39.6.b");
    private static readonly Citation Top = new("RGPD", "33.1");

    private static readonly Role[] First = [Role.SecurityOfficer, Role.Dpo];
    private static readonly Role[] Second = [.. First, Role.DigitalOffice, Role.DataControllerDelegate];
    private static readonly Role[] Third = [.. Second, Role.SecurityCommittee, Role.Registrar];

    public static IReadOnlyList<EscalationLadder> Steps { get; } =
    [
        new(AtOnce, First, Duty),
        new("first", First, Duty),
        new("second", Second, Duty),
        new("third", Third, Duty),
        new(Overdue, Third, Top),
    ];

    /// <summary>The step of a clock as it stands: where several points have passed, the latest; null when none has.</summary>
    public static EscalationLadder? Of(DutyClock clock) => clock switch
    {
        { State: ClockState.Now } => Steps[0],
        { State: ClockState.Overdue } => Steps[^1],
        { Passed: > 0 } => Steps[Math.Min(clock.Passed, Steps.Count - 2)],
        _ => null,
    };
}
