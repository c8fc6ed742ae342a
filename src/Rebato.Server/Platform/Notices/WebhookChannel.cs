using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Platform.Notices;

/// <summary>
/// JSON by POST to the addresses of the settings. The body is signed with HMAC-SHA256 under the key of
/// <c>keys/webhook.key</c>, which whoever receives it also has: <c>X-Rebato-Signature: sha256=HEX</c>. It carries its
/// instant and an id that stays the same at every attempt, so that a replay can be told.
/// </summary>
internal sealed class WebhookChannel(OfficeSettings settings, DataFolder folder, HttpClient http) : INoticeChannel
{
    public const string Header = "X-Rebato-Signature";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "webhook";

    public IReadOnlyList<string> Targets(IReadOnlyCollection<Guid> people) => [.. settings.Webhooks];

    public async Task<string?> Send(OutgoingNotice notice, string target, CancellationToken cancel)
    {
        if (!Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "not an http address";
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { id = notice.Delivery, at = notice.At, town = notice.Town.Name, kind = notice.Kind, title = notice.Title, text = notice.Text, link = notice.Link }, Vault.Json);
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        message.Headers.Add(Header, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Key(), body)));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return answer.IsSuccessStatusCode ? null : $"HTTP {(int)answer.StatusCode}";
    }

    /// <summary>The shared key, made the first time; a text file of 64 hex digits that is copied to the receiver.</summary>
    private byte[] Key()
    {
        var path = Path.Combine(folder.Keys, "webhook.key");
        if (!File.Exists(path))
        {
            PrivateFile.Write(path, System.Text.Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(64, lowercase: true)));
        }

        return Convert.FromHexString(File.ReadAllText(path).Trim());
    }
}
