using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.X509;
using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>
/// Finds out whether a certificate was revoked: the lists on disk first (what they revoke is final), then, when
/// the town hall allows it, its responder and its distribution point, then a list past its date as far as the
/// terms go. A list that was fetched is kept, so that there is something to believe on the day the network is down.
/// </summary>
internal sealed class RevocationCheck(TrustFolder trust, RevocationNetwork network, RevocationTerms terms)
{
    public async Task<Outcome<RevocationProof>> Of(X509Certificate certificate, X509Certificate issuer, Instant at, CancellationToken stop)
    {
        var lists = Covering(certificate, issuer, at);
        if (lists.Exists(list => RevocationList.Revokes(list, certificate)))
            return CertificateRefusals.Revoked;
        if (terms.Online && await AskResponders(certificate, issuer, at, stop) is var (answer, asOf) && answer != OcspAnswer.None)
            return answer == OcspAnswer.Revoked ? CertificateRefusals.Revoked : new RevocationProof(RevocationSource.Ocsp, asOf);
        if (terms.Online && !lists.Exists(list => RevocationList.Until(list) >= at))
        {
            lists.AddRange(await Download(certificate, issuer, at, stop));
            if (lists.Exists(list => RevocationList.Revokes(list, certificate)))
                return CertificateRefusals.Revoked;
        }
        return Believed(lists, issuer, at);
    }

    private Outcome<RevocationProof> Believed(List<X509Crl> lists, X509Certificate issuer, Instant at)
    {
        if (lists.MaxBy(RevocationList.Until) is { } newest)
        {
            var asOf = RevocationList.At(newest.ThisUpdate);
            if (RevocationList.Until(newest) >= at)
                return new RevocationProof(RevocationSource.List, asOf);
            if (RevocationList.Until(newest) + TimeSpan.FromHours(terms.AcceptStaleHours) >= at)
                return new RevocationProof(RevocationSource.StaleList, asOf);
        }
        return CertificateRefusals.RevocationUnknown(issuer.SubjectDN.ToString());
    }

    private List<X509Crl> Covering(X509Certificate certificate, X509Certificate issuer, Instant at) =>
        [.. trust.RevocationLists().Where(list => RevocationList.Covers(list, certificate, issuer, at + terms.Skew))];

    private async Task<(OcspAnswer, Instant)> AskResponders(X509Certificate certificate, X509Certificate issuer, Instant at, CancellationToken stop)
    {
        foreach (var responder in RevocationNetwork.Responders(certificate))
        {
            var question = new OcspQuestion(certificate, issuer);
            if (await network.Ask(responder, question.Encoded(), stop) is { } encoded
                && question.Read(encoded, at, terms.Skew) is var read && read.Answer != OcspAnswer.None)
                return read;
        }
        return default;
    }

    private async Task<List<X509Crl>> Download(X509Certificate certificate, X509Certificate issuer, Instant at, CancellationToken stop)
    {
        var found = new List<X509Crl>();
        foreach (var address in RevocationList.DistributionPoints(certificate).Where(RevocationNetwork.IsWeb))
            if (await network.List(address, stop) is { } content && TrustFolder.ParseList(content) is { } list
                && RevocationList.Covers(list, certificate, issuer, at + terms.Skew))
            {
                found.Add(list);
                trust.Keep(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16], content);
            }
        return found;
    }
}
