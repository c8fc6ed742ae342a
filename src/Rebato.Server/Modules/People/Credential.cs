using Rebato.Kernel;

namespace Rebato.Modules.People;

internal enum CredentialKind
{
    Password,
    Phone,
    Passkey,
    SealedCode,
    Federated,
}

/// <summary>One means of proving who one is. It is never changed into another: a new password is a new credential.</summary>
internal sealed class Credential
{
    private Credential()
    {
    }

    public Credential(Guid id, Guid account, CredentialKind kind, byte[] content, byte[]? mark, Instant now)
    {
        Id = id;
        Account = account;
        Kind = kind;
        Sealed = content;
        Mark = mark;
        Since = now;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Account { get; private set; }
    public CredentialKind Kind { get; private set; }

    /// <summary>What it is checked against, sealed under the person's key.</summary>
    public byte[] Sealed { get; set; } = [];

    /// <summary>What it is found by: hash of a sealed code or a passkey's id, keyed hash of an identity at a provider.</summary>
    public byte[]? Mark { get; private set; }

    public Instant Since { get; private set; }
    public Instant? LastUsed { get; private set; }

    /// <summary>When it was replaced, taken away or, for a sealed code, used.</summary>
    public Instant? EndedAt { get; private set; }

    public void Used(Instant now) => LastUsed = now;

    public void End(Instant now) => EndedAt ??= now;
}

internal sealed record PasswordContent(string Hash, bool Temporary = false);

internal sealed record PhoneContent(byte[] Secret, long LastStep);

internal sealed record PasskeyContent(
    string Name, byte[] Id, byte[] PublicKey, uint Uses, string[]? Transports, bool UserVerified, bool BackupEligible, bool BackedUp, byte[] Attestation, byte[] ClientData);

internal sealed record FederatedContent(string Issuer, string Subject);
