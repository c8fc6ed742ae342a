using System.Net;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents;

/// <summary>The list of incidents: what is asked of it, page by page, and what leaves it as a file.</summary>
public sealed class IncidentListTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Filters_search_pages_and_export_say_the_same(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        using var reader = new Visitor(web.As(Role.Dpo));
        await reader.Open("/incidencias");
        Assert.Contains("Todavía no hay incidencias registradas", reader.Text);

        await Fill(web, 30);
        await reader.Open("/incidencias");
        Assert.Equal("30 incidencias", Caption(reader));
        Assert.Equal(25, Numbers(reader).Count);
        Assert.Equal("INC-2026-0030", Numbers(reader)[0]);
        await reader.Open(Link(reader, "next"));
        Assert.Equal(["INC-2026-0005", "INC-2026-0004", "INC-2026-0003", "INC-2026-0002", "INC-2026-0001"], Numbers(reader));
        await reader.Open(Link(reader, "prev"));
        Assert.Equal("INC-2026-0030", Numbers(reader)[0]);
        Assert.Equal(25, Numbers(reader).Count);

        await reader.Open("/incidencias?orden=alta");
        Assert.Equal("INC-2026-0001", Numbers(reader)[0]);
        await reader.Open("/incidencias?orden=-nivel");
        Assert.Equal(["INC-2026-0021", "INC-2026-0011"], Numbers(reader).Take(2));
        await reader.Open(Link(reader, "next"));
        Assert.Equal(5, Numbers(reader).Count);

        // Accents, case and endings do not matter to who searches.
        await reader.Open("/incidencias?texto=PUBLICACION");
        Assert.Equal(["INC-2026-0021", "INC-2026-0011", "INC-2026-0001"], Numbers(reader));
        await reader.Open("/incidencias?texto=publicaciones&nivel=critical&estado=Open");
        Assert.Equal(["INC-2026-0021", "INC-2026-0011"], Numbers(reader));
        Assert.Equal(3, reader.Page.QuerySelectorAll(".rb-fichas li").Length);
        await reader.Open("/incidencias?texto=inexistente");
        Assert.Contains("Ninguna incidencia cumple estas condiciones", reader.Text);
        await reader.Open("/incidencias?texto=inc-2026-0007");
        Assert.Equal("/incidencias/INC-2026-0007", reader.Where);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Dates_are_those_of_the_wall_and_a_bad_one_is_told(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        for (var day = 0; day < 5; day++)
        {
            await Fill(web, 2);
            web.Office.Clock.Advance(TimeSpan.FromDays(1));
        }

        using var reader = new Visitor(web.As(Role.SecurityOfficer));
        await reader.Open("/incidencias?desde=25/11/2026&hasta=26/11/2026");
        Assert.Equal(["INC-2026-0006", "INC-2026-0005", "INC-2026-0004", "INC-2026-0003"], Numbers(reader));
        await reader.Open("/incidencias?hasta=24/11/2026");
        Assert.Equal(["INC-2026-0002", "INC-2026-0001"], Numbers(reader));
        await reader.Open("/incidencias?desde=29/11/2026");
        Assert.Contains("Ninguna incidencia", reader.Text);
        await reader.Open("/incidencias?desde=31/02/2026");
        Assert.Equal("La fecha debe tener este formato: 27/11/2026.", reader.Errors.Single());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_file_for_spreadsheets_says_its_class_first_and_runs_no_formula(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        await using (var office = web.Office.Office)
        {
            await Story.OpenIncident(office, "=HYPERLINK(\"http://malo\";\"pulse\")");
            await Story.OpenIncident(office, "Otra cosa");
        }

        using var reader = web.As(Role.DeskAgent);
        var answer = await reader.GetAsync("/incidencias?handler=Export&texto=pulse");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Clasificación de este documento;Confidencial", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("INC-2026-0001;\"'=HYPERLINK(\"\"http", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+34", "'+34")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("dice \"hola\"", "\"dice \"\"hola\"\"\"")]
    [InlineData("Tesorería", "Tesorería")]
    public void A_cell_is_text_whatever_it_says(string typed, string written) => Assert.Equal(written, Csv.Cell(typed));

    [Theory]
    [InlineData("/incidencias")]
    [InlineData("/incidencias?handler=Export")]
    [InlineData("/incidencias/INC-2026-0001")]
    public async Task Who_may_not_read_incidents_does_not_enter(string page)
    {
        await using var web = await TestWeb.Start("sqlite");
        await Fill(web, 1);
        foreach (var role in (Role[])[Role.Employee, Role.UnitHead, Role.HumanResources, Role.PressOffice, Role.SystemAdministrator])
        {
            using var client = web.As(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(page)).StatusCode);
        }
    }

    /// <summary>Every tenth is a publication, and from the second of them on it is critical.</summary>
    private static async Task Fill(TestWeb web, int many)
    {
        await using var office = web.Office.Office;
        var desk = Story.DeskOf(office);
        var classification = Classification.Of(["apt"], ImpactCriteria.Assess([new ImpactAnswer("life", Choice: "no")]).Value).Value;
        for (var i = 0; i < many; i++)
        {
            var incident = await Story.OpenIncident(office, i % 10 == 0 ? "Publicación de datos por error" : "Equipo lento");
            if (i % 10 == 0 && i > 0)
            {
                Story.Must(await desk.Classify(Story.Desk, incident.Id, classification, [], []));
            }
        }
    }

    private static string Caption(Visitor reader) => reader.Page.QuerySelector("caption")!.TextContent.Trim();

    private static IReadOnlyList<string> Numbers(Visitor reader) => [.. reader.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim())];

    private static string Link(Visitor reader, string rel) => reader.Page.QuerySelector($"a[rel={rel}]")!.GetAttribute("href")!;
}
