using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Security.Certificates;
using Org.BouncyCastle.X509;
using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>What one revocation list says of one certificate (RFC 5280, 5 and 6.3).</summary>
internal static class RevocationList
{
    /// <summary>Whether the list speaks for this certificate: same issuer, signed by it, complete, of its own partition, already begun.</summary>
    public static bool Covers(X509Crl list, X509Certificate certificate, X509Certificate issuer, Instant latest)
    {
        if (!list.IssuerDN.Equivalent(certificate.IssuerDN) || At(list.ThisUpdate) > latest || !MaySignLists(issuer))
            return false;
        return OnlyKnownCriticalExtensions(list) && SignedBy(list, issuer) && OfItsPartition(list, certificate);
    }

    public static bool Revokes(X509Crl list, X509Certificate certificate) =>
        list.GetRevokedCertificate(certificate.SerialNumber) is not null;

    /// <summary>Until when the list is to be believed; a list that does not say was already old when it was signed.</summary>
    public static Instant Until(X509Crl list) => At(list.NextUpdate ?? list.ThisUpdate);

    public static Instant At(DateTime utc) => Instant.From(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));

    private static bool MaySignLists(X509Certificate issuer) =>
        issuer.GetKeyUsage() is not { } usage || usage[6];

    private static bool SignedBy(X509Crl list, X509Certificate issuer)
    {
        try
        {
            list.Verify(issuer.GetPublicKey());
            return true;
        }
        catch (Exception bad) when (bad is GeneralSecurityException or CrlException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A delta (2.5.29.27) or anything else critical that is not understood makes the list useless as a proof.</summary>
    private static bool OnlyKnownCriticalExtensions(X509Crl list)
    {
        var critical = list.GetCriticalExtensionOids();
        return critical is null || critical.All(oid => oid == X509Extensions.IssuingDistributionPoint.Id || oid == X509Extensions.AuthorityKeyIdentifier.Id);
    }

    /// <summary>
    /// An issuer may cut its list in partitions (FNMT does): not being on another certificate's partition proves nothing.
    /// </summary>
    private static bool OfItsPartition(X509Crl list, X509Certificate certificate)
    {
        if (list.GetExtensionValue(X509Extensions.IssuingDistributionPoint) is not { } extension)
            return true;
        var scope = IssuingDistributionPoint.GetInstance(Asn1Object.FromByteArray(extension.GetOctets()));
        if (scope.IsIndirectCrl || scope.OnlyContainsAttributeCerts || scope.OnlySomeReasons is not null)
            return false;
        if (certificate.GetBasicConstraints() >= 0 ? scope.OnlyContainsUserCerts : scope.OnlyContainsCACerts)
            return false;
        return scope.DistributionPoint is not { } point || Names(point).Intersect(DistributionPoints(certificate)).Any();
    }

    /// <summary>The addresses where the certificate says its list is.</summary>
    public static IEnumerable<string> DistributionPoints(X509Certificate certificate) =>
        certificate.GetExtensionValue(X509Extensions.CrlDistributionPoints) is not { } extension ? []
        : CrlDistPoint.GetInstance(Asn1Object.FromByteArray(extension.GetOctets())).GetDistributionPoints()
            .Select(each => each.DistributionPointName).OfType<DistributionPointName>().SelectMany(Names);

    private static IEnumerable<string> Names(DistributionPointName point) =>
        point.Type != DistributionPointName.FullName ? []
        : GeneralNames.GetInstance(point.Name).GetNames()
            .Where(name => name.TagNo == GeneralName.UniformResourceIdentifier)
            .Select(name => name.Name.ToString()).OfType<string>();
}
