using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rebato.Tests.Platform.Access;

/// <summary>What a certificate of the test authority says; the default is a public employee's, level high, in force.</summary>
internal sealed record Wanted
{
    public string Subject { get; init; } = "C=ES, O=AYUNTAMIENTO DE VILLAVIENTO, OU=CERTIFICADO ELECTRONICO DE EMPLEADO PUBLICO, SERIALNUMBER=IDCES-12345678Z, SN=ROBLES SANZ, G=CARMEN, CN=ROBLES SANZ CARMEN - DNI 12345678Z";
    public string[] Policies { get; init; } = ["1.3.6.1.4.1.5734.3.3.4.4.1", "2.16.724.1.3.5.7.1"];
    public string[] Purposes { get; init; } = ["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4"];
    public X509KeyUsageFlags Usage { get; init; } = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
    public int Bits { get; init; } = 2048;
    public TimeSpan From { get; init; } = TimeSpan.FromDays(-30);
    public TimeSpan Until { get; init; } = TimeSpan.FromDays(700);
    public Dictionary<string, string> Profile { get; init; } = new() { ["2"] = "AYUNTAMIENTO DE VILLAVIENTO", ["3"] = "P2812700I", ["4"] = "12345678Z", ["6"] = "CARMEN", ["7"] = "ROBLES", ["8"] = "SANZ", ["10"] = "OFICINA DE LA JUNTA DE GOBIERNO", ["11"] = "TÉCNICA DE ADMINISTRACIÓN GENERAL" };
    public string? Point { get; init; }
    public string? Responder { get; init; }
}

/// <summary>A root and an intermediate authority made in the process, with their lists, laid in a trust folder.</summary>
internal sealed class TestAuthority : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private readonly CertificateRevocationListBuilder revoked = new();
    private static readonly ConcurrentDictionary<string, Lazy<RSAParameters>> Known = new();
    private readonly Dictionary<string, RSA> keys = [];
    private readonly string maker;
    private long serial = 1000;

    /// <param name="maker">Another name makes other keys under the same titles.</param>
    public TestAuthority(string? folder = null, DateTimeOffset? now = null, string maker = "prueba")
    {
        this.maker = maker;
        Today = now ?? Now;
        Folder = folder ?? Directory.CreateTempSubdirectory("rebato-trust-").FullName;
        Root = Self("CN=Raíz de prueba, O=Prestador de prueba, C=ES");
        Issuer = Sub(Root, "CN=AC Sector Público de prueba, O=Prestador de prueba, C=ES");
        Write("roots/root.pem", Root.ExportCertificatePem());
        Write("intermediates/issuer.cer", Issuer.RawData);
        Write("crl/root.crl", List(Root, new CertificateRevocationListBuilder(), TimeSpan.FromDays(180)));
        WriteList(TimeSpan.FromHours(24));
    }

    public DateTimeOffset Today { get; }
    public string Folder { get; }
    public X509Certificate2 Root { get; }
    public X509Certificate2 Issuer { get; }

    public X509Certificate2 Issue(Wanted? wanted = null, X509Certificate2? by = null)
    {
        wanted ??= new Wanted();
        var key = Key("holder", wanted.Bits);
        var request = new CertificateRequest(wanted.Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (wanted.Usage != X509KeyUsageFlags.None)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(wanted.Usage, true));
        if (wanted.Purposes.Length > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. wanted.Purposes.Select(each => new Oid(each))], false));
        if (wanted.Policies.Length > 0)
            request.CertificateExtensions.Add(Policies(wanted.Policies));
        if (wanted.Profile.Count > 0)
            request.CertificateExtensions.Add(Alternative(wanted.Profile));
        if (wanted.Point is not null)
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([wanted.Point]));
        if (wanted.Responder is not null)
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([wanted.Responder], []));
        using var bare = request.Create(by ?? Issuer, Today + wanted.From, Today + wanted.Until, BitConverter.GetBytes(++serial).Reverse().ToArray());
        return bare.CopyWithPrivateKey(key);
    }

    public void Revoke(X509Certificate2 certificate, TimeSpan? listLasts = null)
    {
        revoked.AddEntry(certificate, Today.AddHours(-1), X509RevocationReason.KeyCompromise);
        WriteList(listLasts ?? TimeSpan.FromHours(24));
    }

    /// <summary>Writes the issuer's list, in force until now plus <paramref name="lasts"/> (negative: already old).</summary>
    public void WriteList(TimeSpan lasts) => Write("crl/issuer.crl", IssuerList(lasts));

    public byte[] IssuerList(TimeSpan lasts) => List(Issuer, revoked, lasts);

    public void Write(string path, byte[] content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddMinutes(++serial));
    }

    public void Remove(string path) => File.Delete(Path.Combine(Folder, path));

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Root.Dispose();
        Issuer.Dispose();
        foreach (var key in keys.Values)
            key.Dispose();
    }

    private void Write(string path, string pem) => Write(path, System.Text.Encoding.ASCII.GetBytes(pem));

    /// <summary>Keys are slow to make: each is made once for all tests.</summary>
    private RSA Key(string name, int bits = 2048)
    {
        var full = $"{maker}/{name}/{bits}";
        if (!keys.TryGetValue(full, out var key))
            keys[full] = key = RSA.Create(Known.GetOrAdd(full, _ => new Lazy<RSAParameters>(() => Made(bits))).Value);
        return key;
    }

    private static RSAParameters Made(int bits)
    {
        using var key = RSA.Create(bits);
        return key.ExportParameters(true);
    }

    private X509Certificate2 Self(string name) => Authority(name, Key("root")).CreateSelfSigned(Today.AddYears(-5), Today.AddYears(10));

    private X509Certificate2 Sub(X509Certificate2 root, string name)
    {
        var key = Key("issuer");
        var request = Authority(name, key);
        using var bare = request.Create(root, Today.AddYears(-4), Today.AddYears(8), [7]);
        return bare.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Authority(string name, RSA key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(Policies(["2.5.29.32.0"]));
        return request;
    }

    private byte[] List(X509Certificate2 by, CertificateRevocationListBuilder entries, TimeSpan lasts) =>
        entries.Build(by, ++serial, Today + lasts, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, Today + lasts - TimeSpan.FromDays(200));

    private static X509Extension Policies(string[] policies)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            foreach (var policy in policies)
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(policy);
        return new X509Extension("2.5.29.32", writer.Encode(), false);
    }

    private static X509Extension Alternative(Dictionary<string, string> profile)
    {
        var names = new AsnWriter(AsnEncodingRules.DER);
        using (names.PushSequence())
            foreach (var (number, value) in profile)
                using (names.PushSetOf())
                using (names.PushSequence())
                {
                    names.WriteObjectIdentifier("2.16.724.1.3.5.7.1." + number);
                    names.WriteCharacterString(UniversalTagNumber.UTF8String, value);
                }
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, "carmen.robles@villaviento.test", new Asn1Tag(TagClass.ContextSpecific, 1));
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                writer.WriteEncodedValue(names.Encode());
        }
        return new X509Extension("2.5.29.17", writer.Encode(), false);
    }
}
