using Rebato.Kernel;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

[LedgerEvent("incident.opened", "Reglamento", "28.1")]
public sealed record IncidentOpened(string Number, string? Report, Instant DetectedAt, YesNoUnknown PersonalData, IncidentContent Content);

[LedgerEvent("incident.described", "RD 311/2022", "op.exp.9")]
public sealed record IncidentDescribed(IncidentContent Content);

[LedgerEvent("incident.classified", "RD 43/2021", "anexo")]
public sealed record IncidentClassified(IReadOnlyList<string> Types, Level Danger, Level Impact, Level Level, string Edition, IReadOnlyDictionary<string, string> Answers, IReadOnlyList<string> Reasons, bool MustNotifyCcnCert);

[LedgerEvent("incident.moved", "CCN-STIC-817", "tabla de estados")]
public sealed record IncidentMoved(IncidentPhase From, IncidentPhase To);

[LedgerEvent("incident.assigned", "Reglamento", "28.1")]
public sealed record IncidentAssigned(Guid? To);

[LedgerEvent("incident.committee-told", "Reglamento", "28.1")]
public sealed record CommitteeTold(string Number, string Why);

[LedgerEvent("incident.dpo-told", "LOPDGDD", "36.4")]
public sealed record DpoTold(string Number, YesNoUnknown PersonalData);

[LedgerEvent("incident.personal-data", "Reglamento", "29.1")]
public sealed record PersonalDataSaid(YesNoUnknown From, YesNoUnknown To, string Reason);

/// <summary>The instant from which the 72 hours of RGPD 33.1 run; a later one says what it moves, and never deletes it.</summary>
[LedgerEvent("incident.awareness", "RGPD", "33.1")]
public sealed record AwarenessFixed(Instant AwareAt, Instant? Before, string Reason);

[LedgerEvent("incident.noted", "RD 311/2022", "op.exp.9")]
public sealed record IncidentNoted(string Note);

[LedgerEvent("incident.closed", "CCN-STIC-817", "códigos de cierre")]
public sealed record IncidentWasClosed(string Number, string Code, string Cause, string Solution);

[LedgerEvent("incident.reopened", "CCN-STIC-817", "tabla de estados")]
public sealed record IncidentReopened(string Number, string Reason);

/// <summary>The key of a record was destroyed: nobody can read it again, and its proofs hold.</summary>
[LedgerEvent("record.erased", "RGPD", "17")]
public sealed record RecordErased(Guid Record, string LegalBasis);
