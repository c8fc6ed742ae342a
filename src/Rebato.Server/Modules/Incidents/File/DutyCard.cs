using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>A legal clock of the incident with the rule it comes from.</summary>
internal sealed record DutyCard(Duty Duty, Deadline Deadline, string Name, string Addressee)
{
    public LegalDuty Rule => Deadline.Duty;

    public bool AtOnce => Rule.Counting == Counting.AtOnce;

    /// <summary>What runs in hours is drawn as a ruler; the rest is a line.</summary>
    public bool Ruled => Duty.Rule == DutyBoard.NotifyAuthority && Duty.State != DutyState.Withdrawn;

    public static DutyCard Of(Duty duty, DutyBoard board, Language language)
    {
        var deadline = board.DeadlineOf(duty, language);
        return new(duty, deadline, deadline.Duty.Name.In(language), KernelSentences.Say(language, $"addressee.{deadline.Duty.Addressee}"));
    }
}
