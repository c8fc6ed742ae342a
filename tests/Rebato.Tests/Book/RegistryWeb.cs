using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Rebato.Modules.Incidents;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

/// <summary>The web office with one entry in its book, shared by the tests that only look.</summary>
public sealed class RegistryWeb : IAsyncLifetime
{
    public TestWeb Web { get; private set; } = null!;
    public RegistryEntry Entry { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Web = await TestWeb.Start("sqlite");
        await using var office = Web.Office.Office;
        Entry = await RegistryActs.Entered(office);
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}

/// <summary>Reads pages and sends their forms as a browser without scripts does.</summary>
internal static class Pages
{
    public static async Task<IDocument> Page(this HttpClient client, string path) => await Parsed(await client.GetAsync(path));

    public static async Task<IDocument> Parsed(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    /// <summary>Sends the last form of <paramref name="page"/> that has a button, with its hidden fields and these.</summary>
    public static Task<HttpResponseMessage> Send(this HttpClient client, IDocument page, string path, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelectorAll("main form")[^1];
        var sent = form.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return client.PostAsync(path, new FormUrlEncodedContent(sent));
    }

    public static string Said(this IDocument page) => page.QuerySelector("main")!.TextContent;
}
