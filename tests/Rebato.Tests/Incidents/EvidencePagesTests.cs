using System.Net;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents;

/// <summary>Files that prove something: brought, handed over, checked, and given only as what they were.</summary>
public sealed class EvidencePagesTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Evidence_is_attached_handed_over_checked_and_downloaded_and_each_is_on_record(string engine)
    {
        await using var web = await IncidentFileTests.Start(engine, YesNoUnknown.No);
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open("/incidencias/INC-2026-0001/pruebas");
        await desk.SendFile("Upload", "página <1>.html", "<script>alert(1)</script>"u8.ToArray(), ("Origin", ""));
        Assert.StartsWith("Indique de dónde procede", desk.Errors.Single(), StringComparison.Ordinal);
        await desk.SendFile("Upload", "página <1>.html", "<script>alert(1)</script>"u8.ToArray(), ("Origin", "Disco de PC-OAC-0117"));
        Assert.Equal("/incidencias/INC-2026-0001?hecho=attached", desk.Where);

        await desk.Open(desk.Page.QuerySelector("#pruebas li a")!.GetAttribute("href")!);
        Assert.Contains("Disco de PC-OAC-0117", desk.Text);
        await desk.SendTo("HandOver", ("What", "Copia entregada a la Policía Local"), ("Where", ""));
        Assert.StartsWith("Complete este dato", desk.Errors.Single(), StringComparison.Ordinal);
        await desk.SendTo("HandOver", ("What", "Copia entregada a la Policía Local."), ("Where", "Comisaría"));
        Assert.Contains("Copia entregada a la Policía Local. Está en: Comisaría.", desk.Text);
        await desk.SendTo("Check");
        Assert.Contains("La prueba está íntegra", desk.Text);

        var file = desk.Where.Split('?')[0];
        using var client = web.As(Role.Dpo);
        var answer = await client.GetAsync(file + "?handler=Download");
        Assert.Equal("<script>alert(1)</script>", await answer.Content.ReadAsStringAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        await desk.Open(file);
        Assert.Equal(2, desk.Page.QuerySelectorAll(".rb-cronologia li").Count(line => line.TextContent.Contains("Prueba leída", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_no_longer_what_arrived_is_given_to_nobody_and_that_is_on_record(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        await DeskPagesTests.Report(web, ReportKind.SuspiciousMail, "Adjunto", "correo.eml", "From: alguien"u8.ToArray());
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open("/cau/AV-2026-0001");
        var file = desk.Page.QuerySelector(".rb-pruebas a")!.GetAttribute("href")!;
        var kept = Directory.EnumerateFiles(Path.Combine(web.Office.Folder, "files"), "*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(kept);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(kept, bytes);

        await desk.Open(file + "?handler=Download");
        Assert.Equal(HttpStatusCode.Conflict, desk.Status);
        Assert.StartsWith("La prueba no es la que llegó", desk.Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("Prueba dañada", desk.Text);
        File.Delete(kept);
        await desk.Open(file);
        await desk.SendTo("Check");
        Assert.StartsWith("El fichero de esta prueba no está en su sitio", desk.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_evidence_does_not_reach_it()
    {
        await using var web = await TestWeb.Start("sqlite");
        await DeskPagesTests.Report(web, ReportKind.SuspiciousMail, "Adjunto", "correo.eml", "From: alguien"u8.ToArray());
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open("/cau/AV-2026-0001");
        var file = desk.Page.QuerySelector(".rb-pruebas a")!.GetAttribute("href")!;
        foreach (var role in (Role[])[Role.Employee, Role.SecurityCommittee, Role.SystemOwner, Role.SystemAdministrator])
        {
            using var client = web.As(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(file)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(file + "?handler=Download")).StatusCode);
        }
    }
}
