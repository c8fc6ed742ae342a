using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using Rebato.Kernel;

namespace Rebato.Platform.Access;

internal enum OcspAnswer
{
    /// <summary>Not an answer one can believe: unsigned, foreign, out of date, or "unknown".</summary>
    None,
    Good,
    Revoked,
}

/// <summary>One question to a responder and the reading of its answer (RFC 6960).</summary>
internal sealed class OcspQuestion
{
    private readonly CertificateID id;
    private readonly X509Certificate issuer;
    private readonly byte[] nonce = RandomNumberGenerator.GetBytes(16);

    public OcspQuestion(X509Certificate certificate, X509Certificate issuer)
    {
        this.issuer = issuer;
        id = new CertificateID(CertificateID.DigestSha1, issuer, certificate.SerialNumber);
    }

    public byte[] Encoded()
    {
        var request = new OcspReqGenerator();
        request.AddRequest(id);
        var extensions = new X509ExtensionsGenerator();
        extensions.AddExtension(OcspObjectIdentifiers.PkixOcspNonce, false, new DerOctetString(nonce));
        request.SetRequestExtensions(extensions.Generate());
        return request.Generate().GetEncoded();
    }

    /// <summary>What the answer says at an instant, and of which instant it speaks.</summary>
    public (OcspAnswer Answer, Instant AsOf) Read(byte[] encoded, Instant at, TimeSpan skew)
    {
        try
        {
            var outer = new OcspResp(encoded);
            if (outer.Status != OcspRespStatus.Successful || outer.GetResponseObject() is not BasicOcspResp answer)
                return default;
            if (!OurNonceOrNone(answer) || !SignedFor(answer, at))
                return default;
            var single = Array.Find(answer.Responses, each => each.GetCertID().Equals(id));
            if (single is null || !Timely(single, at, skew))
                return default;
            return (single.GetCertStatus() switch
            {
                null => OcspAnswer.Good,
                RevokedStatus => OcspAnswer.Revoked,
                _ => OcspAnswer.None,
            }, RevocationList.At(single.ThisUpdate));
        }
        catch (Exception broken) when (broken is OcspException or GeneralSecurityException or IOException or ArgumentException or InvalidOperationException or FormatException or InvalidCastException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            return default; // The library has no single exception for malformed answers.
        }
    }

    /// <summary>Many responders sign their answers beforehand and send no nonce: then only the dates protect from an old one.</summary>
    private bool OurNonceOrNone(BasicOcspResp answer) =>
        answer.GetExtensionValue(OcspObjectIdentifiers.PkixOcspNonce) is not { } sent
        || sent.GetOctets().AsSpan().SequenceEqual(new DerOctetString(nonce).GetEncoded())
        || sent.GetOctets().AsSpan().SequenceEqual(nonce);

    private static bool Timely(SingleResp single, Instant at, TimeSpan skew) =>
        RevocationList.At(single.ThisUpdate) <= at + skew
        && RevocationList.At(single.NextUpdate ?? single.ThisUpdate.AddDays(1)) >= at - skew;

    /// <summary>Signed by the issuer itself, or by one it appointed: issued by it, for OCSP signing, valid now (RFC 6960, 4.2.2.2).</summary>
    private bool SignedFor(BasicOcspResp answer, Instant at)
    {
        if (answer.Verify(issuer.GetPublicKey()))
            return true;
        foreach (var responder in answer.GetCerts())
            if (Appointed(responder, at) && answer.Verify(responder.GetPublicKey()))
                return true;
        return false;
    }

    private bool Appointed(X509Certificate responder, Instant at)
    {
        if (!responder.IssuerDN.Equivalent(issuer.SubjectDN) || !responder.IsValid(at.Utc.UtcDateTime))
            return false;
        if (responder.GetExtendedKeyUsage() is not { } purposes || !purposes.Any(purpose => purpose.Equals(KeyPurposeID.id_kp_OCSPSigning)))
            return false;
        responder.Verify(issuer.GetPublicKey());
        return true;
    }
}
