using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents;

/// <summary>What an incident asks for now: <c>next.KEY</c> says it, and where it is done; no path when it is done elsewhere.</summary>
internal sealed record NextStep(string Key, string? Path = null, string? Permission = null)
{
    private const string Triage = Platform.Access.Permission.IncidentsTriage;

    /// <summary>
    /// The first thing that is missing, in the order in which each opens the way to the next: whose it is, what it is,
    /// whether it touches personal data, since when it is known, what is owed, the Registry, and its closing.
    /// </summary>
    public static NextStep Of(Incident incident, IEnumerable<Duty> duties, bool inRegistry)
    {
        if (!incident.IsOpen) return new("closed");
        if (incident.TypeKey.Length == 0) return new("classify", "clasificar", Triage);
        if (incident.PersonalData == YesNoUnknown.Unknown) return new("personal-data", "datos-personales", Triage);
        if (incident.PersonalData == YesNoUnknown.Yes && incident.AwareAt is null) return new("awareness", "constancia", Triage);
        if (duties.Where(d => d.IsRunning).MinBy(d => d.DueAt) is { } duty) return new("duty", $"deberes/{duty.Id}", Triage);
        if (incident.PersonalData == YesNoUnknown.Yes && !inRegistry) return new("registry");
        return incident.Assignee is null ? new("assign") : new("close", "cerrar", Triage);
    }
}
