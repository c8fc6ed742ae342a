using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

[LedgerEvent("registry.entered", "Reglamento", "38.3")]
public sealed record EntryMade(string Number, RegistryEntryKind Kind, string? About, RegistryBasis Basis, RegistryContent Content);

/// <summary>Every reading of an entry, by whom; shown with the entry.</summary>
[LedgerEvent("registry.read", "Reglamento", "33.2")]
public sealed record EntryRead(string Number, string Why);

/// <summary>The office of the Local Government Board certifies what an entry says.</summary>
[LedgerEvent("registry.certified", "Reglamento", "38.2")]
public sealed record EntryCertified(string Number, string For, string ContentSha256);

[LedgerEvent("registry.inclusion-decided", "Reglamento", "38.4")]
public sealed record InclusionDecided(string Incident, string Reason);

/// <summary>Somebody looked at who had read what: that look is recorded as well.</summary>
[LedgerEvent("registry.readings-seen", "Reglamento", "33.2")]
public sealed record ReadingsSeen(string Year, string First, string Last);

/// <summary>The book of a year left as a file, without contents.</summary>
[LedgerEvent("registry.exported", "Reglamento", "38.2")]
public sealed record BookExported(string Year, int Lines, string Sha256);
