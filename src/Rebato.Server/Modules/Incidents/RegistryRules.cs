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
    public static Refusal? Missing(RegistryContent content) => AllMissing(content).FirstOrDefault();

    /// <summary>Everything an entry lacks, in the order of the form.</summary>
    public static IEnumerable<Refusal> AllMissing(RegistryContent content) =>
        new[] { Lacks(content.Facts, "Facts"), Lacks(content.Effects, "Effects"), Lacks(content.Measures, "Measures") }.OfType<Refusal>();

    /// <summary>Only an inscription that stands is corrected or annulled, and with a reason.</summary>
    public static Refusal? MayFollow(RegistryEntry entry, bool annulled, string reason) =>
        entry.Kind != RegistryEntryKind.Inscription ? new Refusal("registry.not-an-inscription", Keeping)
        : annulled ? new Refusal("registry.annulled", Keeping)
        : string.IsNullOrWhiteSpace(reason) ? new Refusal("registry.needs-reason", Keeping, "Reason")
        : null;

    /// <summary>What has become of an entry, from the corrections and annulments of its inscription.</summary>
    internal static EntryState StateOf(RegistryEntry entry, IEnumerable<RegistryEntry> about)
    {
        var later = about.Where(e => (e.Year, e.Ordinal).CompareTo((entry.Year, entry.Ordinal)) > 0).ToList();
        return entry.Kind == RegistryEntryKind.Annulment ? EntryState.Standing
            : later.Exists(e => e.Kind == RegistryEntryKind.Annulment) ? EntryState.Annulled
            : later.Exists(e => e.Kind == RegistryEntryKind.Correction) ? EntryState.Corrected
            : EntryState.Standing;
    }

    private static Refusal? Lacks(string text, string field) =>
        string.IsNullOrWhiteSpace(text) ? new Refusal("registry.missing-" + field.ToLowerInvariant(), Content, field)
        : text.Length > ReportRules.LongestAccount ? new Refusal("registry.too-long", Content, field, ReportRules.LongestAccount)
        : null;
}
