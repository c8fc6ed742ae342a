using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents;

/// <summary>The queue of the desk and the three ways a report leaves it, page by page, on both databases.</summary>
public sealed class DeskPagesTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    public static TheoryData<string> Pages =>
        ["/cau", "/cau/AV-2026-0001", "/cau/AV-2026-0001/abrir", "/cau/AV-2026-0001/unir", "/cau/AV-2026-0001/averia", "/incidencias/nueva"];

    [Theory, MemberData(nameof(Engines))]
    public async Task The_queue_shows_oldest_first_what_waits_what_nobody_has_and_what_is_late(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open("/cau");
        Assert.Contains("No hay avisos pendientes", desk.Text);
        Assert.Contains("Hoy no vence ningún plazo", desk.Text);

        await Report(web, ReportKind.SuspiciousMail, "Un correo raro");
        web.Office.Clock.Advance(TimeSpan.FromHours(3));
        await Report(web, ReportKind.LostOrStolenDevice, "Me han robado el portátil");
        await using (var office = web.Office.Office)
        {
            var incident = await Story.OpenIncident(office);
            Story.Must(await Story.DeskOf(office).FixAwareness(Story.Desk, incident.Id, office.Now, "Se confirma"));
        }

        web.Office.Clock.Advance(TimeSpan.FromHours(80));
        await desk.Open("/cau");

        Assert.Equal(["AV-2026-0001", "AV-2026-0002"], desk.Page.QuerySelectorAll("#avisos tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("Hace 3 d", desk.Page.QuerySelector("#avisos tbody tr")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Correo con suplantación", desk.Page.QuerySelector("#sin-asignar")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vencido hace 8 h", desk.Page.QuerySelector("#vencen")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_report_becomes_an_incident_with_what_was_said_already_written(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        await Report(web, ReportKind.SuspiciousMail, "Abrí el adjunto de nóminas", "nomina.eml", "From: alguien"u8.ToArray());
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open("/cau/AV-2026-0001");
        Assert.Contains("Abrí el adjunto de nóminas", desk.Text);
        Assert.Contains("nomina.eml", desk.Text);
        Assert.Contains("artículo 23.1.n del Reglamento", desk.Text);

        await desk.Open("/cau/AV-2026-0001/abrir");
        Assert.Contains("Abrí el adjunto de nóminas", desk.Page.QuerySelector("textarea")!.TextContent);
        await desk.Send(("Form.Subject", ""), ("Form.PersonalData", "Unknown"));
        Assert.Equal("Escriba el asunto: qué ha pasado, en una línea (estados de la guía CCN-STIC 817).", desk.Errors.Single());
        await desk.Send(("Form.Subject", "Adjunto malicioso en Tesorería"), ("Form.PersonalData", "Unknown"));

        Assert.Equal("/incidencias/INC-2026-0001?hecho=opened", desk.Where);
        Assert.Contains("Adjunto malicioso en Tesorería", desk.Title);
        Assert.Contains("nomina.eml", desk.Page.QuerySelector("#pruebas")!.TextContent);
        Assert.Contains("AV-2026-0001 Detectada", desk.Text);
        await desk.Open("/cau/AV-2026-0001");
        Assert.Contains("INC-2026-0001", desk.Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_report_joins_an_open_incident_found_by_its_words_and_needs_a_reason(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        await Report(web, ReportKind.SuspiciousMail, "Otro correo igual");
        await using (var office = web.Office.Office)
        {
            await Story.OpenIncident(office, "Suplantaciones del proveedor de nóminas");
            await Story.OpenIncident(office, "Portátil robado");
        }

        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open("/cau/AV-2026-0001/unir?texto=nomina");
        Assert.Equal("INC-2026-0001", desk.Page.QuerySelectorAll("input[name=Chosen]").Single().GetAttribute("value"));
        await desk.Send(("Chosen", "INC-2026-0001"), ("Reason", ""));
        Assert.StartsWith("Explique por qué el aviso es de esa incidencia", desk.Errors.Single(), StringComparison.Ordinal);
        await desk.Send(("Chosen", "INC-2026-0001"), ("Reason", "El mismo remitente"));
        Assert.Equal("/incidencias/INC-2026-0001?hecho=joined", desk.Where);
        Assert.Contains("El mismo remitente", desk.Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_second_of_two_who_decide_is_told_what_the_first_did(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        await Report(web, ReportKind.ComputerActsStrangely, "No enciende la pantalla");
        using var first = new Visitor(web.As(Role.DeskAgent));
        using var second = new Visitor(web.As(Role.DeskAgent));
        await first.Open("/cau/AV-2026-0001/averia");
        await second.Open("/cau/AV-2026-0001/averia");

        await first.Send(("Reason", ""));
        Assert.StartsWith("Explique por qué es una avería", first.Errors.Single(), StringComparison.Ordinal);
        await first.Send(("Reason", "Cable suelto"));
        Assert.Equal("/cau?hecho=fault", first.Where);
        await second.Send(("Reason", "Pantalla rota"));

        Assert.StartsWith("Este aviso ya se ha decidido", second.Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("Cable suelto", second.Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_desk_registers_what_nobody_reported(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open("/incidencias/nueva");
        await desk.Send(("Form.Subject", "Escaneo desde fuera"), ("Form.DetectedAt.Day", "31"), ("Form.DetectedAt.Month", "2"));
        Assert.Equal(2, desk.Errors.Count);
        await desk.Send(("Form.Subject", "Escaneo desde fuera"), ("Form.DetectedAt.Day", "24"), ("Form.DetectedAt.Month", "11"), ("Form.PersonalData", "No"));
        Assert.Equal("/incidencias/INC-2026-0001?hecho=opened", desk.Where);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Nobody_else_enters(string page)
    {
        await using var web = await TestWeb.Start("sqlite");
        await Report(web, ReportKind.SomethingElse, "Algo");
        foreach (var role in (Role[])[Role.Employee, Role.UnitHead, Role.Dpo, Role.SecurityCommittee, Role.PressOffice, Role.SystemAdministrator])
        {
            using var client = web.As(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(page)).StatusCode);
        }

        using var nobody = web.As();
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync(page)).StatusCode);
    }

    internal static async Task<Report> Report(TestWeb web, ReportKind kind, string account, string? file = null, byte[]? content = null)
    {
        await using var office = web.Office.Office;
        var store = web.Services.GetRequiredService<FileStore>();
        IncomingFile[] files = file is null ? [] : [(await store.TakeIn(file, new MemoryStream(content!), 1_000_000, default))!];
        var arriving = new ArrivingReport(ReportChannel.Web, kind, YesNoUnknown.Unknown, new ReportContent(account, "Hoy", "Tesorería", "Ana Prieto", "ext. 214"), files, "");
        var registered = await new ReportIntake(office, store).Receive(Actor.Anonymous, arriving, default);
        foreach (var incoming in files)
        {
            incoming.Dispose();
        }

        return registered.Value.Report;
    }
}
