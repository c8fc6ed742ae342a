using System.Net.Http.Headers;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace Rebato.Platform.Access;

/// <summary>
/// Asks the addresses that a certificate of a trusted issuer names. A silent, slow or oversized answer is no answer.
/// </summary>
internal sealed class RevocationNetwork(HttpClient client)
{
    private const int LargestAnswer = 64 * 1024, LargestList = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), PatienceForLists = TimeSpan.FromSeconds(20);

    public Task<byte[]?> Ask(string responder, byte[] request, CancellationToken stop)
    {
        var content = new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        return Fetch(new HttpRequestMessage(HttpMethod.Post, responder) { Content = content }, LargestAnswer, Patience, stop);
    }

    public Task<byte[]?> List(string address, CancellationToken stop) =>
        Fetch(new HttpRequestMessage(HttpMethod.Get, address), LargestList, PatienceForLists, stop);

    /// <summary>The OCSP responders named in the certificate (RFC 5280, 4.2.2.1), over http or https.</summary>
    public static IEnumerable<string> Responders(X509Certificate certificate) =>
        certificate.GetExtensionValue(X509Extensions.AuthorityInfoAccess) is not { } extension ? []
        : AuthorityInformationAccess.GetInstance(Asn1Object.FromByteArray(extension.GetOctets())).GetAccessDescriptions()
            .Where(each => each.AccessMethod.Equals(AccessDescription.IdADOcsp) && each.AccessLocation.TagNo == GeneralName.UniformResourceIdentifier)
            .Select(each => each.AccessLocation.Name.ToString()).OfType<string>().Where(IsWeb);

    public static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private async Task<byte[]?> Fetch(HttpRequestMessage request, int largest, TimeSpan patience, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        try
        {
            using (request)
            using (var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token))
            {
                if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentLength > largest)
                    return null;
                await answer.Content.LoadIntoBufferAsync(largest, limit.Token);
                return await answer.Content.ReadAsByteArrayAsync(limit.Token);
            }
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException || (silent is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }
}
