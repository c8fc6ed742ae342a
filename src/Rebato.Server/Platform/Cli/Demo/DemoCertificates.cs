using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Rebato.Platform.Data;

namespace Rebato.Platform.Cli.Demo;

/// <summary>
/// An authority of the demo town and the public-employee certificates of its people, as PKCS#12 files to put into a
/// browser. Nobody else trusts it; a real office trusts the roots that it puts in its own trust folder.
/// </summary>
internal static class DemoCertificates
{
    public const string Password = "demo";
    private const string High = "2.16.724.1.3.5.7.1";

    /// <summary>Makes them once; the folder with the files.</summary>
    public static string Make(DataFolder folder)
    {
        var place = Path.Combine(folder.Path, "certificados-demo");
        if (Directory.Exists(place))
        {
            return place;
        }

        Directory.CreateDirectory(place);
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = RSA.Create(2048);
        using var root = Authority(rootKey).CreateSelfSigned(now.AddDays(-2), now.AddYears(5));
        var serial = 100;
        foreach (var person in DemoPeople.All.Where(p => p.HasCertificate))
        {
            using var key = RSA.Create(2048);
            using var bare = Holder(person, key).Create(root, now.AddDays(-1), now.AddYears(2), BitConverter.GetBytes(serial++));
            using var certificate = bare.CopyWithPrivateKey(key);
            PrivateFile.Write(Path.Combine(place, person.Login + ".p12"), certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password));
        }

        var list = new CertificateRevocationListBuilder().Build(root, 1, now.AddYears(2), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, now.AddDays(-1));
        Write(folder, "roots/demo.pem", Encoding.ASCII.GetBytes(root.ExportCertificatePem()));
        Write(folder, "crl/demo.crl", list);
        return place;
    }

    private static void Write(DataFolder folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder.Trust, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PrivateFile.Write(path, bytes);
    }

    private static CertificateRequest Authority(RSA key)
    {
        var request = new CertificateRequest("CN=AC de demostración de Robledal del Monte, O=Rebato, C=ES", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest Holder(DemoPerson person, RSA key)
    {
        var words = person.Name.Split(' ');
        var subject = $"C=ES, O=AYUNTAMIENTO DE ROBLEDAL DEL MONTE, OU=CERTIFICADO ELECTRONICO DE EMPLEADO PUBLICO, SERIALNUMBER=IDCES-{person.Nif}, SN={words[1]} {words[2]}, G={words[0]}, CN={words[1]} {words[2]} {words[0]} - DNI {person.Nif}";
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        request.CertificateExtensions.Add(Policy());
        return request;
    }

    private static X509Extension Policy()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(High);
        }

        return new X509Extension("2.5.29.32", writer.Encode(), critical: false);
    }
}
