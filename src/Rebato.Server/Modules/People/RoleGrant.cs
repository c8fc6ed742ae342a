using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Modules.People;

/// <summary>
/// A role given to a person by a dated act, for a time or until it is revoked. Never changed: revoking is a new act
/// with its own author, date and reason. The first administrator's was granted by whoever installed the office.
/// </summary>
internal sealed class RoleGrant
{
    private RoleGrant()
    {
    }

    public RoleGrant(Guid id, Guid person, Role role, DateOnly? until, byte[] reason, Guid by, Instant now)
    {
        Id = id;
        Person = person;
        Role = role;
        Until = until;
        Reason = reason;
        GrantedBy = by;
        GrantedAt = now;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Person { get; private set; }
    public Role Role { get; private set; }
    public Instant GrantedAt { get; private set; }
    public Guid GrantedBy { get; private set; }

    /// <summary>Last day on which it holds; external technicians always have one (32.1.b).</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Sealed under the person's key.</summary>
    public byte[] Reason { get; private set; } = [];
    public Instant? RevokedAt { get; private set; }
    public Guid? RevokedBy { get; private set; }
    public byte[]? RevocationReason { get; private set; }

    public bool InForce(DateOnly today) => RevokedAt is null && (Until is null || today <= Until);

    public Refusal? Revoke(Guid by, byte[] reason, Instant now)
    {
        if (RevokedAt is not null)
            return PeopleRules.AlreadyRevoked;
        (RevokedAt, RevokedBy, RevocationReason) = (now, by, reason);
        return null;
    }
}
