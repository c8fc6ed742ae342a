using System.Net;
using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

public sealed class RegistryPagesTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_incident_is_entered_checked_read_corrected_and_annulled_on_pages(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        await using var office = web.Office.Office;
        var incident = await Story.OpenIncident(office);
        var client = web.As(RegistryActs.Officer);
        Assert.Contains($"Inscribir la incidencia {incident.Number}", (await client.Page("/registro")).Said());

        var path = "/registro/inscribir?incidencia=" + incident.Number;
        var form = await client.Page(path);
        var check = await Pages.Parsed(await client.Send(form, "/registro/inscribir", ("Says.Facts", RegistryActs.Secret), ("Says.Effects", "Ninguno"), ("Says.Measures", "Claves nuevas"), ("step", "check")));
        Assert.Contains("Compruebe lo que ha escrito", check.Said());
        Assert.Equal(0, await office.Db.RegistryEntries.CountAsync());
        var entered = await client.Send(check, "/registro/inscribir", ("step", "enter"));
        Assert.Equal("/registro?hecha=REG-2026-0001", entered.Headers.Location?.ToString());

        var read = await client.Page("/registro/REG-2026-0001");
        Assert.Contains(RegistryActs.Secret, read.Said());
        Assert.Contains("Esta lectura ha quedado anotada", read.Said());
        Assert.Contains("Leída por", read.Said());

        var correcting = await client.Page("/registro/REG-2026-0001/corregir");
        var corrected = await Pages.Parsed(await client.Send(correcting, "/registro/REG-2026-0001/corregir", ("Reason", "Recuento"), ("Says.Facts", "Eran 412"), ("Says.Effects", "Ninguno"), ("Says.Measures", "Claves nuevas"), ("step", "check")));
        Assert.Equal(HttpStatusCode.Found, (await client.Send(corrected, "/registro/REG-2026-0001/corregir", ("step", "enter"))).StatusCode);
        var annulling = await client.Page("/registro/REG-2026-0001/anular");
        var sure = await Pages.Parsed(await client.Send(annulling, "/registro/REG-2026-0001/anular", ("Reason", "Inscrita dos veces"), ("step", "check")));
        Assert.Equal(HttpStatusCode.Found, (await client.Send(sure, "/registro/REG-2026-0001/anular", ("step", "enter"))).StatusCode);

        var original = await client.Page("/registro/REG-2026-0001");
        Assert.Contains(original.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/registro/REG-2026-0003");
        var annulment = await client.Page("/registro/REG-2026-0003");
        Assert.Contains(annulment.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/registro/REG-2026-0001");
        Assert.Contains("Inscrita dos veces", annulment.Said());
        var book = (await client.Page("/registro")).Said();
        Assert.DoesNotContain(RegistryActs.Secret, book);
        Assert.Contains("Anulada", book);
        Assert.Contains($"Inscribir la incidencia {incident.Number}", book);
    }

    [Fact]
    public async Task What_lacks_is_said_beside_each_field_and_nothing_is_lost()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        var incident = await Story.OpenIncident(office);
        var client = web.As(RegistryActs.Officer);
        var form = await client.Page("/registro/inscribir?incidencia=" + incident.Number);
        var answer = await Pages.Parsed(await client.Send(form, "/registro/inscribir", ("Says.Facts", RegistryActs.Secret), ("Says.Effects", ""), ("Says.Measures", " "), ("step", "check")));
        Assert.Equal(["#Says_Effects", "#Says_Measures"], answer.QuerySelectorAll(".govuk-error-summary a").Select(a => a.GetAttribute("href")));
        Assert.Equal(RegistryActs.Secret, answer.QuerySelector("#Says_Facts")!.TextContent.Trim());
    }

    /// <summary>38.3: the habilitation is that of the instant of the act, not that of when the form was opened.</summary>
    [Fact]
    public async Task Whoever_loses_the_habilitation_between_form_and_sending_is_refused()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        var incident = await Story.OpenIncident(office);
        var person = TestWeb.Person(Role.RegistryOfficer);
        var before = web.As(person);
        var form = await before.Page("/registro/inscribir?incidencia=" + incident.Number);
        before.DefaultRequestHeaders.Remove("X-Test-Actor");
        var after = web.As(person with { Roles = new HashSet<Role> { Role.Employee } }).DefaultRequestHeaders.GetValues("X-Test-Actor").Single();
        before.DefaultRequestHeaders.Add("X-Test-Actor", after);

        var answer = await before.Send(form, "/registro/inscribir", ("Says.Facts", "a"), ("Says.Effects", "b"), ("Says.Measures", "c"), ("step", "enter"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, await office.Db.RegistryEntries.CountAsync());
    }

    [Fact]
    public async Task Only_the_office_of_the_board_certifies_and_the_paper_has_number_state_and_fingerprint()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        var entry = await RegistryActs.Entered(office);
        var client = web.As(Role.Registrar);
        var path = $"/registro/{entry.Number}/certificar";
        var form = await client.Page(path);
        Assert.DoesNotContain(RegistryActs.Secret, form.Said());

        Assert.Contains("Escriba para quién", (await Pages.Parsed(await client.Send(form, path, ("ForWhom", " ")))).Said());
        var paper = (await Pages.Parsed(await client.Send(form, path, ("ForWhom", "Juzgado de Instrucción n.º 3")))).Said();

        var told = Assert.Single(await RegistryActs.Events(web.Office, entry.Id, "registry.certified")).Json!;
        Assert.Contains(told["contentSha256"]!.GetValue<string>(), paper);
        Assert.Contains(RegistryActs.Secret, paper);
        Assert.Contains("Juzgado de Instrucción n.º 3", paper);
        Assert.Contains("Vigente", paper);
        Assert.Equal(HttpStatusCode.Forbidden, (await web.As(RegistryActs.Officer).GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_book_leaves_as_a_file_without_contents_and_that_is_recorded()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        var entry = await RegistryActs.Entered(office);
        var csv = await web.As(Role.Registrar).GetStringAsync("/registro?handler=File&anio=2026");
        Assert.Contains(entry.Number + ",Inscripción,,INC-2026-0001,", csv);
        Assert.DoesNotContain(RegistryActs.Secret, csv);
        Assert.Single(await RegistryActs.Events(web.Office, web.Office.Town.Log, "registry.exported"));
        Assert.Equal(HttpStatusCode.Forbidden, (await web.As(RegistryActs.Officer).GetAsync("/registro?handler=File&anio=2026")).StatusCode);
    }

    [Fact]
    public async Task The_book_is_walked_by_number()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        for (var i = 0; i < 27; i++)
        {
            await RegistryActs.Entered(office);
        }

        var client = web.As(Role.RegistryReader);
        var first = await client.Page("/registro");
        Assert.Equal(25, first.QuerySelectorAll("main table tbody tr").Length);
        var second = await client.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(["REG-2026-0026", "REG-2026-0027"], second.QuerySelectorAll("main table tbody th").Select(cell => cell.TextContent.Trim()));
        var back = await client.Page(second.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(25, back.QuerySelectorAll("main table tbody tr").Length);
    }

    [Fact]
    public async Task The_officer_for_data_protection_sees_who_read_and_that_is_recorded_too()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        var entry = await RegistryActs.Entered(office);
        await web.As(Role.RegistryReader).GetAsync("/registro/" + entry.Number);
        var page = (await web.As(Role.Dpo).Page("/registro/lecturas")).Said();
        Assert.Contains(entry.Number, page);
        Assert.Contains("1 lectura", page);
        Assert.DoesNotContain(RegistryActs.Secret, page);
        Assert.Single(await RegistryActs.Events(web.Office, web.Office.Town.Log, "registry.readings-seen"));
    }

    [Fact]
    public async Task A_browser_that_fetches_ahead_reads_nothing()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        var entry = await RegistryActs.Entered(office);
        var client = web.As(Role.RegistryReader);
        client.DefaultRequestHeaders.Add("Sec-Purpose", "prefetch;prerender");
        Assert.DoesNotContain(RegistryActs.Secret, await (await client.GetAsync("/registro/" + entry.Number)).Content.ReadAsStringAsync());
        Assert.Empty(await RegistryActs.Events(web.Office, entry.Id, "registry.read"));
    }

    [Fact]
    public async Task The_digital_office_decides_on_its_page_and_the_reason_stays()
    {
        await using var web = await TestWeb.Start("sqlite");
        await using var office = web.Office.Office;
        var incident = await Story.OpenIncident(office, personalData: YesNoUnknown.No);
        var client = web.As(RegistryActs.DigitalOffice);
        var path = $"/incidencias/{incident.Number}/inclusion";
        var form = await client.Page(path);
        Assert.Contains("Escriba los motivos", (await Pages.Parsed(await client.Send(form, path, ("Reason", "")))).Said());
        Assert.Equal(HttpStatusCode.Found, (await client.Send(form, path, ("Reason", "Dejó sin servicio la sede"))).StatusCode);
        Assert.Contains("Dejó sin servicio la sede", (await client.Page(path)).Said());
        Assert.Contains($"Inscribir la incidencia {incident.Number}", (await web.As(RegistryActs.Officer).Page("/registro")).Said());
    }
}
