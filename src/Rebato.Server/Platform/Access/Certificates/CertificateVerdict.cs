using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>Who holds a certificate, as the certificate says it.</summary>
internal sealed record CertificateHolder(
    Nif Nif, string Name, string? Entity = null, string? EntityTaxNumber = null, string? Unit = null, string? Post = null);

/// <summary>On what the belief rests that a certificate was not revoked.</summary>
internal enum RevocationSource
{
    Ocsp,
    List,

    /// <summary>A list past its date, believed by <see cref="RevocationTerms.AcceptStaleHours"/>.</summary>
    StaleList,
}

/// <summary>The weakest of the proofs found along the chain, and the instant it speaks of. It is recorded with the sign-in.</summary>
internal sealed record RevocationProof(RevocationSource Source, Instant AsOf);

/// <summary>A certificate that opens the door.</summary>
internal sealed record CertificateVerdict(
    CertificateHolder Holder, CertificateKind Kind, string Issuer, string SerialNumber, RevocationProof Revocation)
{
    /// <summary>Only this may enter the Registry of Incidents (regulation, 38.3).</summary>
    public bool OfPublicEmployee => Kind is CertificateKind.PublicEmployeeHigh or CertificateKind.PublicEmployeeMedium;
}

/// <summary>Why a certificate does not open the door: one code for each cause.</summary>
internal static class CertificateRefusals
{
    public static readonly Refusal Unreadable = new("certificate.unreadable");
    public static readonly Refusal NotYetValid = new("certificate.not-yet-valid");
    public static readonly Refusal Expired = new("certificate.expired");
    public static readonly Refusal WeakKey = new("certificate.weak-key");
    public static readonly Refusal NotForSigningIn = new("certificate.not-for-signing-in");
    public static readonly Refusal PolicyNotAdmitted = new("certificate.policy-not-admitted");
    public static readonly Refusal UnknownIssuer = new("certificate.unknown-issuer");
    public static readonly Refusal NoHolder = new("certificate.no-holder");
    public static readonly Refusal Revoked = new("certificate.revoked");

    /// <summary>Nobody can say; <paramref name="issuer"/> names the authority whose list is missing or old.</summary>
    public static Refusal RevocationUnknown(string issuer) => new("certificate.revocation-unknown", null, null, issuer);
}
