using System.Net;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents.Reporting;

/// <summary>The way back to a report, and the proof that it arrived.</summary>
public sealed class ReceiptTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_receipt_proves_without_the_office_that_the_report_arrived(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        var client = web.As();
        var link = await Forms.Send(client, Forms.Of("Me piden pagar", files: ("a.eml", Forms.Mail)));
        var page = await Forms.Page(client, link);
        Assert.NotNull(page.QuerySelector("svg.rb-qr"));
        using var answer = await client.GetAsync(page.QuerySelector("a[href*='.rbt?']")!.GetAttribute("href"));
        Assert.Equal("AV-2026-0001.rbt", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.True(ReceiptFile.Read(await answer.Content.ReadAsByteArrayAsync()).Done(out var receipt, out var refusal), refusal?.ToString());
        Assert.Equal("AV-2026-0001", receipt.Number);
        Assert.Contains("Me piden pagar", System.Text.Encoding.UTF8.GetString(receipt.Disclosure!.Payload), StringComparison.Ordinal);
        Assert.True(ReceiptVerifier.Verify(receipt, [receipt.LogKey]).Matches);
    }

    [Fact]
    public async Task Who_brought_a_known_file_gets_a_receipt_that_does_not_say_what_the_first_said()
    {
        await using var web = await TestWeb.Start("sqlite");
        await Forms.Send(web.As(), Forms.Of("Lo confieso", key: "a", files: ("a.eml", Forms.Mail)));
        var again = await Forms.Send(web.As(), Forms.Of("Otra cosa", key: "b", files: ("a.eml", Forms.Mail)));
        var file = (await Forms.Page(web.As(), again)).QuerySelector("a[href*='.rbt?']")!.GetAttribute("href");
        Assert.True(ReceiptFile.Read(await web.As().GetByteArrayAsync(file)).Done(out var receipt, out _));
        Assert.Null(receipt.Disclosure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?t=")]
    [InlineData("?t=AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?t=%00%ff")]
    public async Task Without_the_link_nobody_comes_back(string token)
    {
        await using var web = await TestWeb.Start("sqlite");
        await Forms.Send(web.As(), Forms.Of("Algo"));
        foreach (var path in (string[])["/aviso/AV-2026-0001/resguardo", "/aviso/AV-2026-0001/resguardo.rbt"])
        {
            using var answer = await web.As().GetAsync(path + token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("AV-2026-0002")]
    [InlineData("AV-2026-99999999999")]
    [InlineData("INC-2026-0001")]
    [InlineData("nada")]
    public async Task A_number_that_is_not_there_is_not_found(string number)
    {
        await using var web = await TestWeb.Start("sqlite");
        var link = await Forms.Send(web.As(), Forms.Of("Algo"));
        using var answer = await web.As().GetAsync(link.Replace("AV-2026-0001", number, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Who_signed_in_to_report_and_the_desk_come_back_without_the_link_and_others_do_not()
    {
        await using var web = await TestWeb.Start("sqlite");
        var employee = TestWeb.Person(Role.Employee);
        await Forms.Send(web.As(employee), Forms.Of("Algo"));
        foreach (var (client, expected) in new[] { (web.As(employee), HttpStatusCode.OK), (web.As(Role.DeskAgent), HttpStatusCode.OK), (web.As(Role.Employee), HttpStatusCode.NotFound) })
        {
            using var answer = await client.GetAsync("/aviso/AV-2026-0001/resguardo");
            Assert.Equal(expected, answer.StatusCode);
            Assert.True(answer.StatusCode != HttpStatusCode.OK || answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task The_verifier_is_served_and_given_out_as_one_file()
    {
        await using var web = await TestWeb.Start("sqlite");
        var page = await Forms.Page(web.As(), "/verificar");
        Assert.NotNull(page.QuerySelector("a[href='/verificar/descargar']"));
        Assert.Contains("page.js", await web.As().GetStringAsync("/verificar/comprobar"), StringComparison.Ordinal);
        using var file = await web.As().GetAsync("/verificar/descargar");
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.DoesNotContain("src=\"page.js\"", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
