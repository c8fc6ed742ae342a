using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Ui;

/// <summary>The outer layers of every request: headers, assets, languages, error pages.</summary>
public sealed class PipelineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void Break(WebApplication app)
    {
        app.MapGet("/roto", string () => throw new InvalidOperationException("secret of the inside"));
        app.MapGet("/prohibido", () => Results.StatusCode(403));
        app.MapGet("/despacio", () => Results.StatusCode(429));
        app.MapGet("/api/nada", () => Results.StatusCode(404));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Every_asset_is_served_whole_from_build_output_compressed_and_plain(string environment)
    {
        await using var host = await UiHost.Start(environment);
        var assets = new Assets();
        Assert.Contains("/vendor/base.css", assets.Paths);
        foreach (var path in assets.Paths)
        {
            var plain = await host.Client.GetByteArrayAsync(path, Cancellation);
            Assert.NotEmpty(plain);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var answer = await host.Client.SendAsync(request, Cancellation);
            Assert.NotEqual("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
            var body = await answer.Content.ReadAsByteArrayAsync(Cancellation);
            Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
            Assert.Equal(plain, answer.Content.Headers.ContentEncoding.Contains("br") ? Unpack(body) : body);
            Assert.Equal(!path.EndsWith(".woff2", StringComparison.Ordinal), answer.Content.Headers.ContentEncoding.Contains("br"));
        }
    }

    [Fact]
    public async Task An_asset_asked_for_with_its_mark_is_kept_for_ever_and_without_it_is_asked_again()
    {
        await using var host = await UiHost.Start();
        using var marked = await host.Client.GetAsync(new Assets().Url("/css/rebato.css"), Cancellation);
        Assert.Contains(marked.Headers.CacheControl!.Extensions, extension => extension.Name == "immutable");
        using var plain = await host.Client.GetAsync("/css/rebato.css", Cancellation);
        Assert.True(plain.Headers.CacheControl!.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/css/rebato.css");
        again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
        using var unchanged = await host.Client.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var stale = await host.Client.GetAsync("/css/rebato.css?v=000000000000", Cancellation);
        Assert.True(stale.Headers.CacheControl!.NoCache);
        using var written = await host.Client.PostAsync("/css/rebato.css", null, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, written.StatusCode);
    }

    [Theory]
    [InlineData("/accesibilidad", HttpStatusCode.OK)]
    [InlineData("/css/rebato.css", HttpStatusCode.OK)]
    [InlineData("/no-existe", HttpStatusCode.NotFound)]
    [InlineData("/roto", HttpStatusCode.InternalServerError)]
    [InlineData("/api/nada", HttpStatusCode.NotFound)]
    public async Task Every_answer_carries_the_security_headers(string path, HttpStatusCode status)
    {
        await using var host = await UiHost.Start(more: Break);
        using var answer = await host.Client.GetAsync(path, Cancellation);
        Assert.Equal(status, answer.StatusCode);
        ApprovedText.Check("security-headers", string.Join('\n', answer.Headers
                .Where(header => header.Key.Contains("Policy", StringComparison.Ordinal) || header.Key.StartsWith("X-", StringComparison.Ordinal) || header.Key.StartsWith("Strict", StringComparison.Ordinal))
                .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")),
            "no source other than 'self', no unsafe-inline, no unsafe-eval, Trusted Types required");
    }

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_there()
    {
        await using var host = await UiHost.Start();
        using var answer = await host.Client.GetAsync("https://localhost/accesibilidad", Cancellation);
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData("/accesibilidad")]
    [InlineData("/no-existe")]
    [InlineData("/roto")]
    public async Task No_page_stays_behind_on_a_shared_computer(string path)
    {
        await using var host = await UiHost.Start(more: Break);
        using var answer = await host.Client.GetAsync(path, Cancellation);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/no-existe", "Esta página no existe")]
    [InlineData("/prohibido", "No tiene permiso para ver esta página")]
    [InlineData("/despacio", "Ha enviado demasiadas peticiones seguidas")]
    [InlineData("/roto", "No hemos podido completar lo que pidió")]
    public async Task An_error_says_in_plain_Spanish_what_to_do_and_gives_a_reference(string path, string title)
    {
        await using var host = await UiHost.Start(more: Break);
        using var answer = await host.Client.GetAsync(path, Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains($"<h1 class=\"govuk-heading-xl\">{title}</h1>", page, StringComparison.Ordinal);
        Assert.Matches("Referencia: <span class=\"rb-codigo\">[^<]{4,}</span>", page);
        Assert.DoesNotContain("secret of the inside", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_that_call_the_interface_are_not_sent_a_page()
    {
        await using var host = await UiHost.Start(more: Break);
        using var answer = await host.Client.GetAsync("/api/nada", Cancellation);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/aviso-legal", null, null, "es")]
    [InlineData("/aviso-legal", "en-US,en;q=0.9", null, "en")]
    [InlineData("/aviso-legal", "fr,en;q=0.5,es;q=0.8", null, "es")]
    [InlineData("/aviso-legal", "en", "rebato-idioma=es", "es")]
    [InlineData("/aviso-legal?lang=en", "es", "rebato-idioma=es", "en")]
    [InlineData("/aviso-legal?lang=xx", null, null, "es")]
    public async Task The_language_is_the_one_pressed_then_the_remembered_then_the_browsers_then_Spanish(string path, string? accepts, string? cookie, string expected)
    {
        await using var host = await UiHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepts is not null) request.Headers.Add("Accept-Language", accepts);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await host.Client.SendAsync(request, Cancellation);
        Assert.Contains($"<html lang=\"{expected}\"", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(path.EndsWith("lang=en", StringComparison.Ordinal), answer.Headers.TryGetValues("Set-Cookie", out _));
    }

    private static byte[] Unpack(byte[] bytes)
    {
        using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        brotli.CopyTo(plain);
        return plain.ToArray();
    }
}
