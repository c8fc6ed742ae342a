using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>What the norms ask of an incident while it lives.</summary>
public static class IncidentRules
{
    public static readonly Citation Lifecycle = new("CCN-STIC-817", "estados");
    public static readonly Citation Classes = new("Reglamento", "1.3");

    /// <summary>
    /// A security incident closes with a cause and a closing code, once it is classified; one that touches personal data
    /// closes when it is in the Registry (38.1), and one whose personal data nobody has settled does not close.
    /// </summary>
    public static Refusal? MayClose(Incident incident, Closing closing)
    {
        if (incident.TypeKey.Length == 0)
        {
            return new Refusal("closing.not-classified", ClosingCodes.Article);
        }

        if (incident.PersonalData == YesNoUnknown.Unknown)
        {
            return new Refusal("closing.personal-data-unsettled", new Citation("Reglamento", "29.1"));
        }

        if (incident.PersonalData == YesNoUnknown.Yes && !closing.InRegistry)
        {
            return new Refusal("closing.not-in-registry", new Citation("Reglamento", "38.1"));
        }

        return ClosingCodes.RefuseClosing(closing.Code, closing.Cause);
    }
}

/// <summary>How an incident is being closed.</summary>
/// <param name="InRegistry">Whether the incident has a standing entry in the Registry.</param>
public sealed record Closing(string Code, string Cause, string Solution, bool InRegistry);
