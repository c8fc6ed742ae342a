using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Security;
using Rebato.Kernel;
using BouncyCertificate = Org.BouncyCastle.X509.X509Certificate;

namespace Rebato.Platform.Access;

/// <summary>
/// Decides whether a certificate that a browser proved to hold opens the door, and as whom (regulation, 14 and
/// 38.3). Only the roots of the town hall's trust folder count; nothing is fetched save revocation, and that only
/// for a certificate whose chain is already trusted.
/// </summary>
internal sealed class CertificateCheck(TrustFolder trust, RevocationNetwork network, CertificateTerms terms)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly RevocationCheck revocation = new(trust, network, terms.Revocation);

    public async Task<Outcome<CertificateVerdict>> Judge(X509Certificate2 certificate, Instant at, CancellationToken stop = default)
    {
        var unfit = OutOfDate(certificate, at) ?? Weak(certificate) ?? NotForSigningIn(certificate);
        if (unfit is not null)
            return unfit;
        if (Admitted(certificate) is not { } policy)
            return CertificateRefusals.PolicyNotAdmitted;
        if (!Chain(certificate, policy, at).Done(out var chain, out var untrusted))
            return untrusted;
        if (HolderReader.Read(certificate) is not { } holder)
            return CertificateRefusals.NoHolder;
        if (!(await NotRevoked(chain, at, stop)).Done(out var proof, out var revoked))
            return revoked;
        return new CertificateVerdict(holder, terms.Kinds[policy], certificate.Issuer, certificate.SerialNumber, proof);
    }

    private static Refusal? OutOfDate(X509Certificate2 certificate, Instant at) =>
        at < Instant.From(certificate.NotBefore) ? CertificateRefusals.NotYetValid
        : at > Instant.From(certificate.NotAfter) ? CertificateRefusals.Expired
        : null;

    /// <summary>CCN-STIC 807: no RSA under 2,048 bits, no SHA-1 nor MD5.</summary>
    private static Refusal? Weak(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        var algorithm = certificate.SignatureAlgorithm.FriendlyName ?? "";
        return rsa?.KeySize < 2048 || algorithm.Contains("sha1", StringComparison.OrdinalIgnoreCase) || algorithm.Contains("md5", StringComparison.OrdinalIgnoreCase)
            ? CertificateRefusals.WeakKey
            : null;
    }

    private static Refusal? NotForSigningIn(X509Certificate2 certificate)
    {
        var signs = certificate.Extensions.OfType<X509KeyUsageExtension>().Any(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));
        var authenticates = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ClientAuthentication));
        var authority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);
        return signs && authenticates && !authority ? null : CertificateRefusals.NotForSigningIn;
    }

    /// <summary>The strongest admitted policy the certificate states.</summary>
    private string? Admitted(X509Certificate2 certificate)
    {
        if (certificate.Extensions["2.5.29.32"] is not { } stated)
            return null;
        try
        {
            return StatedPolicies.Read(stated.RawData).Where(terms.Kinds.ContainsKey).OrderBy(policy => terms.Kinds[policy]).FirstOrDefault();
        }
        catch (System.Formats.Asn1.AsnContentException)
        {
            return null;
        }
    }

    private Outcome<List<BouncyCertificate>> Chain(X509Certificate2 certificate, string policy, Instant at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.Utc.LocalDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.CertificatePolicy.Add(new Oid(policy));
        chain.ChainPolicy.CustomTrustStore.AddRange(trust.Roots());
        chain.ChainPolicy.ExtraStore.AddRange(trust.Intermediates());
        if (chain.Build(certificate))
            return chain.ChainElements.Select(element => DotNetUtilities.FromX509Certificate(element.Certificate)).ToList();
        var wrong = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status);
        if ((wrong & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != 0)
            return CertificateRefusals.UnknownIssuer;
        return (wrong & X509ChainStatusFlags.NotTimeValid) != 0 ? CertificateRefusals.Expired
            : (wrong & (X509ChainStatusFlags.InvalidPolicyConstraints | X509ChainStatusFlags.NoIssuanceChainPolicy)) != 0 ? CertificateRefusals.PolicyNotAdmitted
            : (wrong & X509ChainStatusFlags.NotValidForUsage) != 0 ? CertificateRefusals.NotForSigningIn
            : CertificateRefusals.UnknownIssuer;
    }

    /// <summary>Holder and intermediate authorities alike; the weakest proof is the one that counts.</summary>
    private async Task<Outcome<RevocationProof>> NotRevoked(List<BouncyCertificate> chain, Instant at, CancellationToken stop)
    {
        RevocationProof? weakest = null;
        for (var i = 0; i < chain.Count - 1; i++)
        {
            if (!(await revocation.Of(chain[i], chain[i + 1], at, stop)).Done(out var proof, out var refusal))
                return refusal;
            if (weakest is null || proof.Source > weakest.Source)
                weakest = proof;
        }
        return weakest is null ? CertificateRefusals.UnknownIssuer : weakest;
    }
}
