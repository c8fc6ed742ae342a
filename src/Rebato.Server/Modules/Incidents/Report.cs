using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>
/// Somebody says that something is wrong (Reglamento 28.1). It waits for the desk, which makes an incident of it,
/// joins it to one, or closes it as a fault with its reason.
/// </summary>
public sealed class Report
{
    private Report()
    {
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public int Year { get; private set; }
    public int Ordinal { get; private set; }
    public Instant ReceivedAt { get; private set; }
    public ReportChannel Channel { get; private set; }
    public ReportKind Kind { get; private set; }
    public YesNoUnknown TouchesPersonalData { get; private set; }
    public ReportState State { get; private set; }

    /// <summary>Who sent it, when they said who they are by signing in.</summary>
    public Guid? Reporter { get; private set; }

    /// <summary>Keyed hash of what the sender gave as key: what arrives twice is one report. Its files have their own marks.</summary>
    public byte[] Fingerprint { get; private set; } = [];

    /// <summary>The incident it became or joined.</summary>
    public Guid? Incident { get; private set; }

    /// <summary><see cref="ReportContent"/>, sealed.</summary>
    public byte[] Content { get; private set; } = [];

    public string Number => $"AV-{Year}-{Ordinal:0000}";

    public static Report Receive(Guid id, int year, int ordinal, Instant at, ReportChannel channel, ReportKind kind, YesNoUnknown personalData, Guid? reporter, byte[] fingerprint, byte[] content) => new()
    {
        Id = id,
        Year = year,
        Ordinal = ordinal,
        ReceivedAt = at,
        Channel = channel,
        Kind = kind,
        TouchesPersonalData = personalData,
        State = ReportState.Waiting,
        Reporter = reporter,
        Fingerprint = fingerprint,
        Content = content,
    };

    public Refusal? BecomeIncident(Guid incident) => Leave(ReportState.BecameIncident, incident);

    public Refusal? Join(Guid incident) => Leave(ReportState.Joined, incident);

    /// <summary>A mere fault, nothing of security: the reason goes with the event.</summary>
    public Refusal? CloseAsFault(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Refusal("report.fault-needs-reason", ReportRules.Desk, "Reason") : Leave(ReportState.ClosedAsFault, null);

    private Refusal? Leave(ReportState state, Guid? incident)
    {
        if (State != ReportState.Waiting)
        {
            return new Refusal("report.already-decided", ReportRules.Desk);
        }

        State = state;
        Incident = incident;
        return null;
    }
}

/// <summary>What was said, and by whom: only the desk reads it.</summary>
public sealed record ReportContent(string Account, string Noticed, string Place, string Who, string Contact);

public enum ReportState
{
    Waiting,
    BecameIncident,
    Joined,
    ClosedAsFault,
}

public enum ReportChannel
{
    Web,
    Api,
    CommandLine,
    Desk,
}

public enum YesNoUnknown
{
    Unknown,
    Yes,
    No,
}

/// <summary>What a person without training can say has happened.</summary>
public enum ReportKind
{
    SuspiciousMail,
    ComputerActsStrangely,
    LostOrStolenDevice,
    LostOrStolenMedium,
    SomebodyUsesMyAccount,
    CertificateMisused,
    InformationSeenByOthers,
    ConfidentialPaperFound,
    VisitorsOrContractors,
    SomethingElse,
}
