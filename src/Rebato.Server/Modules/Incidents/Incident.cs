using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>
/// A security incident from its opening to its closing code (CCN-STIC-817). Everything that could name somebody is in
/// the sealed content; what is left can be counted, sorted and published as statistics.
/// </summary>
public sealed class Incident
{
    private Incident()
    {
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public int Year { get; private set; }
    public int Ordinal { get; private set; }

    /// <summary>Where the incident stands in the search index; grows with the number.</summary>
    public long Document { get; private set; }

    public Instant OpenedAt { get; private set; }
    public Guid OpenedBy { get; private set; }
    public Instant DetectedAt { get; private set; }
    public IncidentPhase Phase { get; private set; }
    public YesNoUnknown PersonalData { get; private set; }
    public Confidentiality Confidentiality { get; private set; } = Confidentiality.Confidential;
    public Guid? Assignee { get; private set; }

    /// <summary>Key of the type of the taxonomy; empty until it is classified.</summary>
    public string TypeKey { get; private set; } = "";

    public Level Danger { get; private set; }
    public Level Impact { get; private set; }

    /// <summary>The higher of the two.</summary>
    public Level Level { get; private set; }

    /// <summary>Edition of the tables by which it was classified, kept with it for ever.</summary>
    public string Edition { get; private set; } = "";

    public Instant? CommitteeToldAt { get; private set; }
    public Instant? AwareAt { get; private set; }
    public Instant? ClosedAt { get; private set; }
    public string ClosingCode { get; private set; } = "";

    /// <summary><see cref="IncidentContent"/>, sealed.</summary>
    public byte[] Content { get; private set; } = [];

    public string Number => $"INC-{Year}-{Ordinal:0000}";

    public bool IsOpen => Phase != IncidentPhase.Closed;

    public static Incident Open(Guid id, int town, int year, int ordinal, Instant at, Guid by, Instant detectedAt, YesNoUnknown personalData, byte[] content) => new()
    {
        Id = id,
        Year = year,
        Ordinal = ordinal,
        Document = SearchIndex.Document(town, year, ordinal),
        OpenedAt = at,
        OpenedBy = by,
        DetectedAt = detectedAt,
        Phase = IncidentPhase.Analysis,
        PersonalData = personalData,
        Content = content,
    };

    public Refusal? Classify(Classification classification, byte[] content)
    {
        if (Closed() is { } closed)
        {
            return closed;
        }

        TypeKey = classification.Types[0].Key;
        Danger = classification.Danger;
        Impact = classification.Impact.Level;
        Level = classification.Level;
        Edition = classification.Edition;
        Content = content;
        return null;
    }

    public Refusal? Describe(byte[] content)
    {
        if (Closed() is { } closed)
        {
            return closed;
        }

        Content = content;
        return null;
    }

    public Refusal? MoveTo(IncidentPhase phase)
    {
        if (Closed() is { } closed)
        {
            return closed;
        }

        if (phase is IncidentPhase.Closed || phase == Phase)
        {
            return new Refusal("incident.no-such-move", IncidentRules.Lifecycle, "Phase");
        }

        Phase = phase;
        return null;
    }

    public Refusal? Assign(Guid? person) => Closed() ?? Set(() => Assignee = person);

    /// <summary>Elevating to the Committee is done once; the event says by whom and why.</summary>
    public Refusal? TellCommittee(Instant at) =>
        CommitteeToldAt is not null ? new Refusal("incident.committee-already-told", ReportRules.Desk) : Closed() ?? Set(() => CommitteeToldAt = at);

    /// <summary>Whether personal data are touched; what was once Yes is undone only by a correction with its reason.</summary>
    public Refusal? SayPersonalData(YesNoUnknown answer) => Closed() ?? Set(() => PersonalData = answer);

    /// <summary>The instant from which the 72 hours run (RGPD 33.1); later moved only by a correction.</summary>
    public Refusal? BecomeAware(Instant at) => Closed() ?? Set(() => AwareAt = at);

    public Refusal? Close(Instant at, Closing closing, byte[] content)
    {
        if ((Closed() ?? IncidentRules.MayClose(this, closing)) is { } refusal)
        {
            return refusal;
        }

        Phase = IncidentPhase.Closed;
        ClosedAt = at;
        ClosingCode = closing.Code;
        Content = content;
        return null;
    }

    /// <summary>Reopening is an act of its own; the closing stays in the ledger.</summary>
    public Refusal? Reopen(string reason)
    {
        if (IsOpen || string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal(IsOpen ? "incident.not-closed" : "incident.reopen-needs-reason", IncidentRules.Lifecycle, "Reason");
        }

        Phase = IncidentPhase.Analysis;
        ClosedAt = null;
        ClosingCode = "";
        return null;
    }

    private Refusal? Closed() => IsOpen ? null : new Refusal("incident.closed", IncidentRules.Lifecycle);

    private static Refusal? Set(Action change)
    {
        change();
        return null;
    }
}

/// <summary>What is known of an incident, in words.</summary>
public sealed record IncidentContent(string Subject, string Account, string Area)
{
    public IReadOnlyList<string> Types { get; init; } = [];
    public IReadOnlyDictionary<string, string> ImpactAnswers { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<string> ClassificationReasons { get; init; } = [];
    public string Cause { get; init; } = "";
    public string Solution { get; init; } = "";
}

/// <summary>Open in one of the phases of CCN-STIC-817, or closed with a code.</summary>
public enum IncidentPhase
{
    Analysis,
    Containment,
    Recovery,
    PostIncident,
    Closed,
}

/// <summary>Classes of information of article 1.3; personal data are always Confidential.</summary>
public enum Confidentiality
{
    Confidential,
    Internal,
    Public,
}
