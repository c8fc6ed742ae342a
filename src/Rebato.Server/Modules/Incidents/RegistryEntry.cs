using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>
/// An entry of the Registry of Incidents (Reglamento 38). It is never changed: a correction and an annulment are entries
/// of their own that say which one they are about and why. It has only a constructor.
/// </summary>
public sealed class RegistryEntry
{
    private RegistryEntry()
    {
    }

    public RegistryEntry(Guid id, int year, int ordinal, RegistryEntryKind kind, Guid incident, Guid? about, RegistryBasis basis, Instant enteredAt, Guid enteredBy, byte[] content)
    {
        Id = id;
        Year = year;
        Ordinal = ordinal;
        Kind = kind;
        Incident = incident;
        About = about;
        Basis = basis;
        EnteredAt = enteredAt;
        EnteredBy = enteredBy;
        Content = content;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public int Year { get; private set; }
    public int Ordinal { get; private set; }
    public RegistryEntryKind Kind { get; private set; }
    public Guid Incident { get; private set; }

    /// <summary>The entry that this one corrects or annuls.</summary>
    public Guid? About { get; private set; }

    public RegistryBasis Basis { get; private set; }
    public Instant EnteredAt { get; private set; }
    public Guid EnteredBy { get; private set; }

    /// <summary><see cref="RegistryContent"/>, sealed under the entry's own key. Names of the affected never enter it.</summary>
    public byte[] Content { get; private set; } = [];

    public string Number => $"REG-{Year}-{Ordinal:0000}";
}

public enum RegistryEntryKind
{
    Inscription,
    Correction,
    Annulment,
}

/// <summary>Why an incident is in the Registry.</summary>
public enum RegistryBasis
{
    /// <summary>It touches personal data: always entered (38.1; RGPD 33.5).</summary>
    PersonalData,

    /// <summary>Another incident, by a reasoned decision of the Digital Office (38.4).</summary>
    DigitalOfficeDecision,
}

/// <summary>
/// The facts, the effects and the measures (RGPD 33.5), with the reason of a correction or an annulment and the
/// certificate with which it was entered (38.3).
/// </summary>
public sealed record RegistryContent(string IncidentNumber, string Subject, string Facts, string Effects, string Measures, string Reason, string CertificateSubject, string CertificateSerial);

/// <summary>The reasoned decision of 38.4: once taken it stands; another one would be another act.</summary>
public sealed class InclusionDecision
{
    private InclusionDecision()
    {
    }

    public InclusionDecision(Guid id, Guid incident, Instant decidedAt, Guid decidedBy, byte[] content)
    {
        Id = id;
        Incident = incident;
        DecidedAt = decidedAt;
        DecidedBy = decidedBy;
        Content = content;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Incident { get; private set; }
    public Instant DecidedAt { get; private set; }
    public Guid DecidedBy { get; private set; }

    /// <summary>The reason, sealed under the incident's key.</summary>
    public byte[] Content { get; private set; } = [];
}

public static class RegistryTable
{
    extension(RebatoDb db)
    {
        public DbSet<RegistryEntry> RegistryEntries => db.Set<RegistryEntry>();
        public DbSet<InclusionDecision> InclusionDecisions => db.Set<InclusionDecision>();
    }

    internal sealed class Shape : IEntityTypeConfiguration<RegistryEntry>, IEntityTypeConfiguration<InclusionDecision>
    {
        public void Configure(EntityTypeBuilder<RegistryEntry> entry)
        {
            entry.ToTable("registry_entry");
            entry.Ignore(e => e.Number);
            entry.HasIndex(e => new { e.Town, e.Year, e.Ordinal }).IsUnique();
            entry.HasIndex(e => new { e.Town, e.Incident });
            entry.HasIndex(e => new { e.Town, e.About });
        }

        public void Configure(EntityTypeBuilder<InclusionDecision> decision)
        {
            decision.ToTable("inclusion_decision");
            decision.HasIndex(d => new { d.Town, d.Incident }).IsUnique();
        }
    }
}
