using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Rebato.Tests.Fixtures;

/// <summary>Somebody at a browser without scripts: opens pages, fills in forms and sends them, follows what answers.</summary>
public sealed class Visitor(HttpClient client) : IDisposable
{
    public IHtmlDocument Page { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }
    public HttpResponseMessage Answer { get; private set; } = null!;

    /// <summary>Path and query of the page that is shown.</summary>
    public string Where { get; private set; } = "";

    public string Title => Squeezed(Page.QuerySelector("h1")?.TextContent);
    public string Text => Squeezed(Page.QuerySelector("main")?.TextContent);
    public IReadOnlyList<string> Errors => [.. Page.QuerySelectorAll(".govuk-error-summary__list li").Select(line => Squeezed(line.TextContent))];

    public async Task<Visitor> Open(string path)
    {
        await Show(await client.GetAsync(path), path);
        return this;
    }

    /// <summary>Sends the form of the page that has a field with the first name, or the last one of its content, with what it holds.</summary>
    public Task<Visitor> Send(params (string Name, string Value)[] fields) => SendTo(null, fields);

    /// <summary>The same, by the button that goes to <paramref name="handler"/>.</summary>
    public async Task<Visitor> SendTo(string? handler, params (string Name, string Value)[] fields)
    {
        var forms = Page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").ToList();
        var form = handler is null
            ? fields.Length == 0 ? forms[^1] : forms.First(f => f.Elements.Any(e => e.GetAttribute("name") == fields[0].Name))
            : forms.First(f => f.GetAttribute("action")?.EndsWith("handler=" + handler, StringComparison.Ordinal) == true || f.QuerySelector($"[formaction$='handler={handler}']") is not null);
        var typed = fields.ToLookup(f => f.Name, f => f.Value);
        var sent = form.Elements.Where(e => !typed.Contains(e.GetAttribute("name") ?? "")).SelectMany(Held).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))).ToList();
        var to = handler is not null ? Where.Split('?')[0] + "?handler=" + handler : form.GetAttribute("action") is { Length: > 0 } action ? action : Where;
        await Show(await client.PostAsync(to, new FormUrlEncodedContent(sent)), to);
        return this;
    }

    /// <summary>Sends the page's form with a file in the field named.</summary>
    public async Task<Visitor> SendFile(string field, string fileName, byte[] content, params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelector<IHtmlFormElement>("main form[enctype='multipart/form-data']")!;
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in form.Elements.SelectMany(Held).Where(h => fields.All(f => f.Name != h.Key)).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))))
        {
            body.Add(new StringContent(value), name);
        }

        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Add(file, field, fileName);
        await Show(await client.PostAsync(Where, body), Where);
        return this;
    }

    public void Dispose() => client.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Held(AngleSharp.Dom.IElement element) => element switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } or IHtmlInputElement { Type: "file" or "submit" } or IHtmlButtonElement => [],
        IHtmlInputElement { Name.Length: > 0 } input => [KeyValuePair.Create(input.Name!, input.Value)],
        IHtmlTextAreaElement { Name.Length: > 0 } box => [KeyValuePair.Create(box.Name!, box.Value)],
        IHtmlSelectElement { Name.Length: > 0 } list => [KeyValuePair.Create(list.Name!, list.Value ?? "")],
        _ => [],
    };

    private async Task Show(HttpResponseMessage answer, string path)
    {
        for (var hops = 0; answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found && hops < 5; hops++)
        {
            path = answer.Headers.Location!.OriginalString;
            answer = await client.GetAsync(path);
        }

        (Answer, Status, Where) = (answer, answer.StatusCode, path);
        Page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    private static string Squeezed(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
