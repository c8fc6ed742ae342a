using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Rebato.Platform.Data;

namespace Rebato.Platform.Access;

/// <summary>
/// The certificate that the office makes for itself on the first day, so that nothing ever travels in the clear. The
/// town hall replaces both files by those of its own authority; until then browsers warn, and the fingerprint is what
/// people compare.
/// </summary>
internal static class OwnCertificate
{
    private const int Years = 2;

    public static void Make(string certificate, string key)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Environment.MachineName}, O=Rebato", pair, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Environment.MachineName);
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        PrivateFile.Write(key, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem()));
        PrivateFile.Write(certificate, Encoding.ASCII.GetBytes(made.ExportCertificatePem()));
    }
}
