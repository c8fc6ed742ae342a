using System.Net;
using System.Security.Cryptography;
using System.Text;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents.Reporting;

/// <summary>«/aviso» as a browser without scripts uses it, on both databases.</summary>
public sealed class SendReportTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Fact]
    public async Task The_page_asks_five_questions_and_neither_an_account_nor_a_cookie()
    {
        await using var web = await TestWeb.Start("sqlite");
        using var answer = await web.As().GetAsync(Forms.Path);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var page = await Forms.Page(answer);
        Assert.Equal(["1", "2", "3", "4", "5"], page.QuerySelectorAll("form legend, form label").Select(l => l.TextContent.Trim()).Where(t => t.Length > 1 && t[1] == '.').Select(t => t[..1]));
        Assert.Equal(Enum.GetNames<ReportKind>(), page.QuerySelectorAll("input[name='Form.Kind']").Select(i => i.GetAttribute("value")));
        Assert.Equal("multipart/form-data", page.QuerySelector("main form")!.GetAttribute("enctype"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_report_is_registered_with_its_mail_as_it_came_and_leads_to_its_receipt(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        var client = web.As();
        var receipt = await Forms.Send(client, Forms.Of("Me piden pagar una factura", files: ("factura.eml", Forms.Mail)));

        Assert.StartsWith("/aviso/AV-2026-0001/resguardo?t=", receipt, StringComparison.Ordinal);
        var report = Assert.Single(await Forms.Reports(web));
        Assert.Equal(ReportChannel.Web, report.Channel);
        Assert.Equal(ReportState.Waiting, report.State);
        Assert.Null(report.Reporter);
        var evidence = Assert.Single(await Forms.Evidence(web));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Forms.Mail)), evidence.Sha256);
        Assert.Empty(Forms.Left(web, "incoming"));
        var kept = Assert.Single(Forms.Left(web, "files"));
        Assert.DoesNotContain("Factura", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(kept)), StringComparison.Ordinal);

        var page = await Forms.Page(client, receipt);
        Assert.Contains("AV-2026-0001", page.QuerySelector(".rb-confirmacion")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(evidence.Sha256, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No lo reenvíe", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", page.Body.InnerHtml, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pressing_twice_or_coming_back_is_one_report(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        var client = web.As();
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Forms.Send(client, Forms.Of("Se abre solo el ratón", "ComputerActsStrangely"))));

        Assert.Single(await Forms.Reports(web));
        Assert.Single(sent.Select(link => link.Split('&')[0]).Distinct());
        Assert.Equal(3, sent.Count(link => link.EndsWith("&ya=1", StringComparison.Ordinal)));
        var page = await Forms.Page(client, sent.First(link => link.EndsWith("&ya=1", StringComparison.Ordinal)));
        Assert.Contains("Este aviso ya estaba registrado", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_to_tell_something_else_is_another_report()
    {
        await using var web = await TestWeb.Start("sqlite");
        var client = web.As();
        await Forms.Send(client, Forms.Of("Primero"));
        await Forms.Send(client, Forms.Of("Segundo"));
        Assert.Equal(2, (await Forms.Reports(web)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_file_is_one_report_and_who_brings_it_again_does_not_read_what_the_first_said(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        await Forms.Send(web.As(), Forms.Of("Lo confieso: pulsé el enlace", key: "a", files: ("a.eml", Forms.Mail)));
        var again = await Forms.Send(web.As(), Forms.Of("A mí también me ha llegado", key: "b", files: ("b.eml", Forms.Mail)));

        Assert.Single(await Forms.Reports(web));
        Assert.Single(Forms.Left(web, "files"));
        Assert.EndsWith("&ya=1", again, StringComparison.Ordinal);
        var page = await Forms.Page(web.As(), again);
        Assert.Contains("ya estaba registrado", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("confieso", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("4417", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_file_beside_a_new_one_is_a_new_report()
    {
        await using var web = await TestWeb.Start("sqlite");
        await Forms.Send(web.As(), Forms.Of("Uno", key: "a", files: ("a.eml", Forms.Mail)));
        await Forms.Send(web.As(), Forms.Of("Dos", key: "b", files: [("a.eml", Forms.Mail), ("foto.jpg", Forms.Bytes(2000))]));
        Assert.Equal(2, (await Forms.Reports(web)).Count);
        Assert.Equal(3, (await Forms.Evidence(web)).Count);
    }

    [Fact]
    public async Task A_form_with_errors_keeps_what_was_typed_and_says_how_to_mend_it()
    {
        await using var web = await TestWeb.Start("sqlite");
        using var answer = await web.As().PostAsync(Forms.Path, Forms.Of("Cuento algo", kind: ""));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await Forms.Page(answer);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal("#Form_Kind", page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Equal("Cuento algo", page.QuerySelector("#Form_Account")!.TextContent.Trim());
        Assert.Equal("ext. 4417", page.QuerySelector("#Form_Contact")!.GetAttribute("value"));
        Assert.Equal("k1", page.QuerySelector("input[name='Form.Key']")!.GetAttribute("value"));
        await Forms.NothingHappened(web);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\lucia\\factura.eml", "factura.eml")]
    [InlineData("factura\u202Egnp.exe", "facturagnp.exe")]
    [InlineData("<img src=x onerror=alert(1)>.eml", "<img src=x onerror=alert(1)>.eml")]
    [InlineData("..", "..")]
    public async Task A_hostile_file_name_is_only_a_name(string name, string shown)
    {
        await using var web = await TestWeb.Start("sqlite");
        var client = web.As();
        var receipt = await Forms.Send(client, Forms.Of("", files: (name, Forms.Mail)));
        var page = await Forms.Page(client, receipt);
        Assert.Contains(page.QuerySelectorAll("dd"), dd => dd.TextContent.StartsWith(shown + " (", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("main img"));
        Assert.Matches("/files/[0-9a-f]{2}/[0-9a-f]{32}$", Assert.Single(Forms.Left(web, "files")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Characters_that_no_text_has_are_left_out(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        var form = Forms.Of("Primera\u0000 línea\r\nse\u0007gunda\t\u001b[31m ñ 😀");
        form.Add(new ByteArrayContent([0x50, 0xED, 0xA0, 0x80, 0x31]), "Form.Place"); // half a surrogate pair, as bytes
        await Forms.Send(web.As(), form);
        var said = await Forms.ContentOf(web, Assert.Single(await Forms.Reports(web)));
        Assert.Equal("Primera línea\nsegunda\t[31m ñ 😀", said.Account);
        Assert.Equal("P1", said.Place);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_report_in_somebody_elses_name()
    {
        await using var web = await TestWeb.Start("sqlite");
        var client = web.As(Role.Employee);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await client.PostAsync(Forms.Path, Forms.Of("Falso"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await Forms.NothingHappened(web);
    }

    [Fact]
    public async Task From_elsewhere_the_page_asks_to_sign_in_and_lets_in_who_has()
    {
        await using var web = await TestWeb.Start("sqlite", settings => settings.Networks.Add("203.0.113.0/24"));
        using var answer = await web.As().GetAsync(Forms.Path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull((await Forms.Page(answer)).QuerySelector("main a[href^='/entrar']"));
        using var refused = await web.As().PostAsync(Forms.Path, Forms.Of("Desde fuera"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await Forms.NothingHappened(web);

        var employee = TestWeb.Person(Role.Employee);
        await Forms.Send(web.As(employee), Forms.Of("Desde casa"));
        Assert.Equal(employee.Id, Assert.Single(await Forms.Reports(web)).Reporter);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    public async Task What_a_proxy_says_counts_only_when_it_was_declared(string? proxy, HttpStatusCode expected)
    {
        await using var web = await TestWeb.Start("sqlite", settings =>
        {
            if (proxy is not null)
            {
                settings.Proxies.Add(proxy);
            }
        });
        var client = web.As();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.20.30.40");
        using var answer = await client.GetAsync(Forms.Path);
        Assert.Equal(expected, answer.StatusCode);

        var outside = web.As();
        outside.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var refused = await outside.GetAsync(Forms.Path);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
