using Rebato.Kernel;

namespace Rebato.Modules.People;

internal enum HabilitationScope
{
    /// <summary>Reads the Registry.</summary>
    Consult,

    /// <summary>Reads it and makes entries.</summary>
    Enter,
}

/// <summary>
/// The habilitation of a civil servant in active service to the Registry of Incidents, by a dated act of the office
/// of the Local Government Board; revocable by another (regulation, 38.2 and 38.3).
/// </summary>
internal sealed class Habilitation
{
    private Habilitation()
    {
    }

    public Habilitation(Guid id, Guid person, HabilitationScope scope, string act, DateOnly actDate, Guid by, Instant now)
    {
        Id = id;
        Person = person;
        Scope = scope;
        Act = act;
        ActDate = actDate;
        GrantedBy = by;
        GrantedAt = now;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Person { get; private set; }
    public HabilitationScope Scope { get; private set; }

    /// <summary>Reference of the act: «Decreto 412/2026».</summary>
    public string Act { get; private set; } = "";
    public DateOnly ActDate { get; private set; }
    public Instant GrantedAt { get; private set; }
    public Guid GrantedBy { get; private set; }
    public Instant? RevokedAt { get; private set; }
    public Guid? RevokedBy { get; private set; }

    /// <summary>Sealed under the person's key.</summary>
    public byte[]? RevocationReason { get; private set; }

    public bool InForce => RevokedAt is null;

    public Refusal? Revoke(Guid by, byte[] reason, Instant now)
    {
        if (RevokedAt is not null)
            return PeopleRules.AlreadyRevoked;
        (RevokedAt, RevokedBy, RevocationReason) = (now, by, reason);
        return null;
    }
}
