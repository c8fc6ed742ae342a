using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>What article 38 asks of an entry of the Registry.</summary>
public static class RegistryRules
{
    private static readonly Citation Content = new("RGPD", "33.5");
    private static readonly Citation Keeping = new("Reglamento", "38");

    /// <summary>Personal data enter always (38.1); others only once the Digital Office has decided it with its reason (38.4).</summary>
    public static RegistryBasis? BasisOf(Incident incident, bool decided) =>
        incident.PersonalData == YesNoUnknown.Yes ? RegistryBasis.PersonalData
        : decided ? RegistryBasis.DigitalOfficeDecision
        : null;

    /// <summary>An entry says the facts, the effects and the measures, each in words.</summary>
    public static Refusal? Missing(RegistryContent content) =>
        Lacks(content.Facts, "Facts") ?? Lacks(content.Effects, "Effects") ?? Lacks(content.Measures, "Measures");

    /// <summary>Only an inscription that stands is corrected or annulled, and with a reason.</summary>
    public static Refusal? MayFollow(RegistryEntry entry, bool annulled, string reason) =>
        entry.Kind != RegistryEntryKind.Inscription ? new Refusal("registry.not-an-inscription", Keeping)
        : annulled ? new Refusal("registry.annulled", Keeping)
        : string.IsNullOrWhiteSpace(reason) ? new Refusal("registry.needs-reason", Keeping, "Reason")
        : null;

    private static Refusal? Lacks(string text, string field) =>
        string.IsNullOrWhiteSpace(text) ? new Refusal("registry.missing-" + field.ToLowerInvariant(), Content, field)
        : text.Length > ReportRules.LongestAccount ? new Refusal("registry.too-long", Content, field, ReportRules.LongestAccount)
        : null;
}
