using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

[LedgerEvent("report.received", "Reglamento", "28.1")]
public sealed record ReportReceived(string Number, ReportChannel Channel, ReportKind Kind, YesNoUnknown TouchesPersonalData, ReportContent Content, IReadOnlyList<FileMark> Files);

/// <summary>A file as events name it: by its hash.</summary>
public sealed record FileMark(Guid Evidence, string Sha256, long Size);

[LedgerEvent("report.elevated", "Reglamento", "28.1")]
public sealed record ReportBecameIncident(string Number, string Incident);

[LedgerEvent("report.joined", "Reglamento", "28.1")]
public sealed record ReportJoined(string Number, string Incident, string Reason);

[LedgerEvent("report.closed-as-fault", "Reglamento", "28.1")]
public sealed record ReportClosedAsFault(string Number, string Reason);
