using Rebato.Platform.Access;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.People;

[LedgerEvent("person.added", "Reglamento", "13.1")]
internal sealed record PersonAdded(PersonKind Kind, PersonFacts Facts);

[LedgerEvent("person.changed", "Reglamento", "13.3")]
internal sealed record PersonChanged(PersonFacts Facts);

[LedgerEvent("account.disabled", "Reglamento", "13.6")]
internal sealed record AccountDisabled(string Reason);

[LedgerEvent("account.enabled", "Reglamento", "13.6")]
internal sealed record AccountEnabled(string Reason);

[LedgerEvent("credential.added", "Reglamento", "14.1")]
internal sealed record CredentialAdded(CredentialKind Kind, Guid Credential);

[LedgerEvent("credential.removed", "Reglamento", "14.1")]
internal sealed record CredentialRemoved(CredentialKind Kind, Guid Credential);

[LedgerEvent("password.changed", "Reglamento", "14.1.g")]
internal sealed record PasswordChanged(bool Temporary);

[LedgerEvent("sealed-codes.printed", "ENS", "op.acc.6")]
internal sealed record SealedCodesPrinted(int Codes);

/// <summary>Somebody opened the envelope: whoever is on watch is told.</summary>
[LedgerEvent("sealed-codes.used", "ENS", "op.acc.6")]
internal sealed record SealedCodeUsed(int Left);

[LedgerEvent("role.granted", "Reglamento", "13.1")]
internal sealed record RoleGranted(Guid Grant, Role Role, DateOnly? Until, string Reason);

[LedgerEvent("role.revoked", "Reglamento", "13.3")]
internal sealed record RoleRevoked(Guid Grant, Role Role, string Reason);

[LedgerEvent("habilitation.granted", "Reglamento", "38.3")]
internal sealed record HabilitationGranted(Guid Habilitation, HabilitationScope Scope, string Act, DateOnly ActDate);

[LedgerEvent("habilitation.revoked", "Reglamento", "38.3")]
internal sealed record HabilitationRevoked(Guid Habilitation, string Reason);

/// <param name="Certificate">Serial number and issuer, when it was opened with one.</param>
/// <param name="Revocation">On what the belief rests that the certificate was not revoked.</param>
[LedgerEvent("session.opened", "Reglamento", "33.2")]
internal sealed record SessionOpened(Guid Session, SignIn Way, string Address, string? Certificate = null, string? Issuer = null, RevocationProof? Revocation = null);

[LedgerEvent("session.refused", "Reglamento", "33.2")]
internal sealed record SessionRefused(SignIn Way, string Code, string Address);

[LedgerEvent("session.locked", "Reglamento", "13.7")]
internal sealed record SessionLocked(Guid Session);

[LedgerEvent("session.unlocked", "Reglamento", "13.7")]
internal sealed record SessionUnlocked(Guid Session, SignIn Way);

[LedgerEvent("session.ended", "Reglamento", "33.2")]
internal sealed record SessionEnded(Guid Session, SessionEnd Cause);

internal enum SessionEnd
{
    SignedOut,
    EndedByOwner,
    Idle,
    AccountDisabled,
    CredentialChanged,
}
