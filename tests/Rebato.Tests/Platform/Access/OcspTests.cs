using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Tests.Platform.Access;

public sealed class OcspTests : IDisposable
{
    private static readonly Instant Now = Instant.From(TestAuthority.Now);
    private readonly TestAuthority authority = new();
    private readonly X509Certificate issuer;
    private readonly X509Certificate certificate;
    private readonly OcspQuestion question;

    public OcspTests()
    {
        issuer = DotNetUtilities.FromX509Certificate(authority.Issuer);
        certificate = DotNetUtilities.FromX509Certificate(authority.Issue());
        question = new OcspQuestion(certificate, issuer);
    }

    public void Dispose() => authority.Dispose();

    [Fact]
    public void The_issuer_s_own_word_is_believed()
    {
        Assert.Equal(OcspAnswer.Good, Read(Answer(CertificateStatus.Good)));
        Assert.Equal(OcspAnswer.Revoked, Read(Answer(new RevokedStatus(TestAuthority.Now.UtcDateTime.AddDays(-2), 1))));
        Assert.Equal(OcspAnswer.None, Read(Answer(new UnknownStatus())));
    }

    [Fact]
    public void The_word_of_whom_it_appointed_is_believed_and_nobody_else_s()
    {
        using var appointed = authority.Issue(new Wanted { Subject = "CN=Respondedor", Purposes = ["1.3.6.1.5.5.7.3.9"] });
        using var other = authority.Issue(new Wanted { Subject = "CN=Otro" });
        using var foreign = new TestAuthority(maker: "otro");
        Assert.Equal(OcspAnswer.Good, Read(Answer(CertificateStatus.Good, appointed)));
        Assert.Equal(OcspAnswer.None, Read(Answer(CertificateStatus.Good, other)));
        Assert.Equal(OcspAnswer.None, Read(Answer(CertificateStatus.Good, foreign.Issuer)));
    }

    [Fact]
    public void An_answer_of_another_day_or_about_somebody_else_says_nothing()
    {
        Assert.Equal(OcspAnswer.None, Read(Answer(CertificateStatus.Good, from: -48, until: -24)));
        Assert.Equal(OcspAnswer.None, Read(Answer(CertificateStatus.Good, from: 1, until: 24)));
        Assert.Equal(OcspAnswer.None, Read(Answer(CertificateStatus.Good, serial: certificate.SerialNumber.Add(BigInteger.One))));
    }

    [Fact]
    public void Thousands_of_damaged_answers_neither_break_it_nor_become_good()
    {
        var random = new Random(20261124);
        var answer = Answer(CertificateStatus.Good);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])answer.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            var cut = random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
            Assert.NotEqual(OcspAnswer.Revoked, Read(cut));
        }
        Assert.Equal(OcspAnswer.None, Read([]));
    }

    private OcspAnswer Read(byte[] answer) => question.Read(answer, Now, TimeSpan.FromMinutes(5)).Answer;

    private byte[] Answer(CertificateStatus? status, System.Security.Cryptography.X509Certificates.X509Certificate2? by = null, int from = -1, int until = 24, BigInteger? serial = null)
    {
        by ??= authority.Issuer;
        var now = TestAuthority.Now.UtcDateTime;
        var signer = DotNetUtilities.FromX509Certificate(by);
        var generator = new BasicOcspRespGenerator(new RespID(signer.SubjectDN));
        generator.AddResponse(new CertificateID(CertificateID.DigestSha1, issuer, serial ?? certificate.SerialNumber), status, now.AddHours(from), now.AddHours(until), null);
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(by)!;
        AsymmetricKeyParameter secret = DotNetUtilities.GetRsaKeyPair(key).Private;
        var basic = generator.Generate(new Asn1SignatureFactory("SHA256WITHRSA", secret), [signer], now);
        return new OCSPRespGenerator().Generate(OcspRespStatus.Successful, basic).GetEncoded();
    }
}
