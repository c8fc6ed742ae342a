using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

/// <summary>
/// A file that proves something: its hash, who brought it, and every hand it passed through (Instruction of 13-04-2018, V;
/// CCN-STIC-817). It belongs to a report or an incident, and its bytes lie sealed under that record's key.
/// </summary>
public sealed class Evidence
{
    private Evidence()
    {
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }

    /// <summary>The report or incident it came with; its key seals the file.</summary>
    public Guid Owner { get; private set; }

    /// <summary>The incident whose file it is now.</summary>
    public Guid? Incident { get; private set; }

    /// <summary>The record in whose history it appears: the incident's once it has one.</summary>
    public Guid Belongs => Incident ?? Owner;

    public Instant ReceivedAt { get; private set; }
    public Guid BroughtBy { get; private set; }
    public string Sha256 { get; private set; } = "";
    public long Size { get; private set; }
    public Confidentiality Confidentiality { get; private set; } = Confidentiality.Confidential;

    /// <summary><see cref="EvidenceContent"/>, sealed.</summary>
    public byte[] Content { get; private set; } = [];

    public static Evidence Receive(Guid id, Guid owner, Guid? incident, Instant at, Guid by, string sha256, long size, byte[] content) => new()
    {
        Id = id,
        Owner = owner,
        Incident = incident,
        ReceivedAt = at,
        BroughtBy = by,
        Sha256 = sha256,
        Size = size,
        Content = content,
    };

    public void MoveTo(Guid incident) => Incident = incident;

    /// <summary>Personal data are always Confidential (Reglamento 1.3): going down needs a reason, which the event keeps.</summary>
    public Refusal? Reclassify(Confidentiality to, string reason)
    {
        if (to == Confidentiality)
        {
            return new Refusal("evidence.same-class", IncidentRules.Classes, "Confidentiality");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("evidence.class-needs-reason", IncidentRules.Classes, "Reason");
        }

        Confidentiality = to;
        return null;
    }
}

/// <summary>What a piece of evidence is called and where it comes from.</summary>
public sealed record EvidenceContent(string Name, string Origin);

[LedgerEvent("evidence.received", "ITS 2018", "V")]
public sealed record EvidenceReceived(string Name, string Sha256, long Size, string Origin);

/// <summary>A hand-over, a copy or a move of a piece of evidence.</summary>
[LedgerEvent("evidence.custody", "ITS 2018", "V")]
public sealed record EvidenceHandled(Guid Evidence, string What, string Where);

[LedgerEvent("evidence.read", "Reglamento", "33.2")]
public sealed record EvidenceRead(Guid Evidence, string Sha256, bool Whole);

[LedgerEvent("evidence.damaged", "ITS 2018", "V")]
public sealed record EvidenceDamaged(Guid Evidence, string Sha256, string Finding);

[LedgerEvent("evidence.reclassified", "Reglamento", "1.3")]
public sealed record EvidenceReclassified(Guid Evidence, Confidentiality From, Confidentiality To, string Reason);

public static class EvidenceTable
{
    extension(RebatoDb db)
    {
        public DbSet<Evidence> Evidence => db.Set<Evidence>();
    }

    internal sealed class Shape : IEntityTypeConfiguration<Evidence>
    {
        public void Configure(EntityTypeBuilder<Evidence> evidence)
        {
            evidence.ToTable("evidence");
            evidence.Ignore(e => e.Belongs);
            evidence.HasIndex(e => new { e.Town, e.Owner });
            evidence.HasIndex(e => new { e.Town, e.Incident });
        }
    }
}
