using System.Net;
using System.Security.Cryptography.X509Certificates;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Rebato.Tests.People;

/// <summary>What a person does with a browser, no script: follow, fill in, send. It keeps cookies and stays where it was sent.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient client;
    private readonly Dictionary<string, string> jar = [];

    public Browser(Uri address, IReadOnlyDictionary<string, string>? cookies = null, X509Certificate2? certificate = null)
    {
        foreach (var (name, value) in cookies ?? new Dictionary<string, string>())
            jar[name] = value;
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        if (certificate is not null)
            handler.ClientCertificates.Add(certificate);
        client = new HttpClient(handler) { BaseAddress = address };
    }

    /// <summary>Cookies as they lie in the browser. Their dates are of the test's clock, so they do not expire by the machine's.</summary>
    public IReadOnlyDictionary<string, string> Cookies => jar;

    /// <summary>A redirection to here is not followed.</summary>
    public string? StopBefore { get; set; }

    public IHtmlDocument Page { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }

    /// <summary>Path and query of the page that is shown.</summary>
    public string Where { get; private set; } = "";

    public string Title => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";
    public string Text => Page.Body?.TextContent ?? "";
    public IReadOnlyList<string> Errors => [.. Page.QuerySelectorAll(".govuk-error-summary__list li").Select(line => line.TextContent.Trim())];

    public async Task<Browser> Open(string path)
    {
        await Show(await Ask(new HttpRequestMessage(HttpMethod.Get, path)), path);
        return this;
    }

    /// <summary>The answer itself, as a script gets it.</summary>
    public async Task<HttpStatusCode> Fetch(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Mode", "cors");
        using var answer = await Ask(request);
        return answer.StatusCode;
    }

    /// <summary>Sends the form that has the field named first (or the one given), with its hidden fields.</summary>
    public async Task<Browser> Send(params (string Name, string Value)[] fields)
    {
        var form = (IHtmlFormElement)(fields.Length == 0
            ? Page.QuerySelector("main form")!
            : Page.QuerySelectorAll("main form").First(each => each.QuerySelector($"[name='{fields[0].Name}']") is not null));
        return await Send(form, fields);
    }

    public async Task<Browser> SendFormTo(string actionPart, params (string Name, string Value)[] fields) =>
        await Send((IHtmlFormElement)Page.QuerySelectorAll("form").First(each => (each.GetAttribute("action") ?? "").Contains(actionPart, StringComparison.Ordinal)), fields);

    public async Task<Browser> Send(IHtmlFormElement form, params (string Name, string Value)[] fields)
    {
        var values = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden], input[type=radio][checked]").Where(input => input.Name is not null)
            .Select(input => KeyValuePair.Create(input.Name!, input.Value)).Where(pair => fields.All(field => field.Name != pair.Key)).ToList();
        values.AddRange(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : Where;
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) };
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await Show(await Ask(request), action);
        return this;
    }

    /// <summary>What a script asks for before a passkey ceremony, with the token of the form.</summary>
    public async Task<string> Options()
    {
        var form = (IHtmlFormElement)Page.QuerySelector("form[data-llave]")!;
        var token = form.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create(token.Name!, token.Value)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("data-opciones")) { Content = content };
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await Ask(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> Ask(HttpRequestMessage request)
    {
        if (jar.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await client.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            var pair = set.Split(';')[0].Split('=', 2);
            if (set.Contains("1970", StringComparison.Ordinal))
                jar.Remove(pair[0]);
            else
                jar[pair[0]] = pair[1];
        }
        return answer;
    }

    private async Task Show(HttpResponseMessage answer, string path)
    {
        for (var hops = 0; (int)answer.StatusCode is >= 300 and < 400 && hops < 10; hops++)
        {
            path = answer.Headers.Location!.OriginalString;
            if (StopBefore is not null && path.Contains(StopBefore, StringComparison.Ordinal))
                break;
            answer.Dispose();
            answer = await Ask(new HttpRequestMessage(HttpMethod.Get, path));
        }
        using (answer)
        {
            (Status, Where) = (answer.StatusCode, path);
            Page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
        }
    }
}
