using System.Net;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents;

/// <summary>The file of an incident and what can be done from it, as people at the desk do it.</summary>
public sealed class IncidentFileTests
{
    private const string Address = "/incidencias/INC-2026-0001";

    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_act_changes_the_file_and_is_told_in_the_chronology(string engine)
    {
        await using var web = await Start(engine, YesNoUnknown.Unknown);
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open(Address);
        Assert.Contains("Falta clasificarla", desk.Page.QuerySelector("#ahora")!.TextContent);

        await desk.SendTo("Take");
        Assert.Contains("La incidencia está a su cargo", desk.Text);
        await desk.Send(("Note", "Se ha llamado a la contrata"));
        Assert.Contains("Anotación. Se ha llamado a la contrata", desk.Text);
        await desk.SendTo("Move", ("Phase", "Containment"));
        Assert.Contains("En análisis → En contención", desk.Text);
        await desk.SendTo("Leave");
        Assert.Contains("A cargo de: Nadie", desk.Text);

        await (await desk.Open(Address + "/texto")).Send(("Subject", "Cifrado en Urbanismo"));
        Assert.Contains("Cifrado en Urbanismo", desk.Title);
        await (await desk.Open(Address + "/comite")).Send(("Why", ""));
        Assert.Equal("Explique por qué se eleva al Comité (artículo 28.1 del Reglamento).", desk.Errors.Single());
        await desk.Send(("Why", "Afecta a todo Urbanismo"));
        Assert.Contains("Motivo: Afecta a todo Urbanismo", desk.Text);
        await (await desk.Open(Address + "/datos-personales")).Send(("Answer", "Yes"), ("Reason", "Hay expedientes"));
        Assert.Contains("De «Por averiguar» a «Sí». Hay expedientes", desk.Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Awareness_starts_the_72_hours_and_correcting_it_shows_the_earlier_one(string engine)
    {
        await using var web = await Start(engine, YesNoUnknown.Yes);
        using var desk = new Visitor(web.As(Role.SecurityOfficer));
        await (await desk.Open(Address + "/constancia")).Send(("AwareAt.Day", "24"), ("AwareAt.Month", "11"), ("AwareAt.Year", "2026"), ("AwareAt.Time", "08:30"), ("Reason", "Lo confirma el análisis"));
        Assert.Contains("Quedan 71 h 30 min", desk.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("viernes 27 de noviembre de 2026, 08:30", desk.Text);

        await desk.Open(Address + "/constancia");
        Assert.Contains("martes 24 de noviembre de 2026, 08:30", desk.Text);
        await desk.Send(("AwareAt.Time", "08:00"), ("Reason", "La llamada fue antes"));
        Assert.Contains("Quedan 71 h 00 min", desk.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Plazo retirado", desk.Text);

        await (await desk.Open(Address + "/datos-personales")).Send(("Answer", "No"), ("Reason", "Parece que no"));
        Assert.StartsWith("El plazo de 72 horas está en marcha", desk.Errors.Single(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_duty_met_late_asks_for_the_reasons_of_the_delay(string engine)
    {
        await using var web = await Start(engine, YesNoUnknown.Yes);
        await using (var office = web.Office.Office)
        {
            Story.Must(await Story.DeskOf(office).FixAwareness(Story.Desk, (await new IncidentReader(office).Incident("INC-2026-0001"))!.Row.Id, office.Now, "Se confirma"));
        }

        web.Office.Clock.Advance(TimeSpan.FromHours(73));
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open(Address);
        Assert.Contains("Vencido hace 1 h 00 min", desk.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        await desk.Open(desk.Page.QuerySelector(".rb-plazo a.govuk-button")!.GetAttribute("href")!);
        await desk.Send(("How", ""));
        Assert.Contains("El plazo ha vencido: explique los motivos de la dilación (artículo 33.1 del RGPD).", desk.Errors);
        await desk.Send(("How", "Sede de la AEPD, REG-88. Se esperó al informe"));
        Assert.Contains("fuera de plazo", desk.Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_acts_on_what_somebody_else_has_just_changed_reads_it_first(string engine)
    {
        await using var web = await Start(engine, YesNoUnknown.No);
        using var first = new Visitor(web.As(Role.DeskAgent));
        using var second = new Visitor(web.As(Role.DeskAgent));
        await first.Open(Address);
        await second.Open(Address);
        await first.Send(("Note", "Equipo desconectado de la red"));

        await second.SendTo("Move", ("Phase", "Recovery"));
        Assert.Contains("Otra persona ha actuado mientras esta página estaba abierta", second.Errors.Single());
        Assert.Contains("Mientras tanto", second.Text);
        await second.SendTo("Move", ("Phase", "Recovery"));
        Assert.Contains("En análisis → En recuperación", second.Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Classifying_shows_the_level_why_and_whom_it_obliges_before_anything_is_kept(string engine)
    {
        await using var web = await Start(engine, YesNoUnknown.No);
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open(Address + "/clasificar");
        await desk.SendTo("Check", ("Types", "phishing"), ("Answers[systems].Number", "mucho"));
        Assert.Contains("¿Qué porcentaje de los sistemas está afectado?", desk.Errors.Single());
        await desk.SendTo("Check", ("Types", "phishing"), ("Answers[systems].Number", "76,5"), ("Answers[essential-service].Choice", "no"));

        Assert.Contains("Nivel que resulta Muy alto", desk.Text);
        Assert.Contains("Por el tipo: Phishing", desk.Text);
        Assert.Contains("Ha contestado: 76,5 %", desk.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Matches("Notificar al CCN-CERT ?Obligatorio", desk.Text);
        await using (var office = web.Office.Office)
        {
            Assert.Equal("", (await new IncidentReader(office).Incident("INC-2026-0001"))!.Row.TypeKey);
        }

        await desk.SendTo("Edit");
        Assert.Equal("76,5", desk.Page.QuerySelector("[name='Answers[systems].Number']")!.GetAttribute("value"));
        await desk.SendTo("Check");
        await desk.SendTo("Confirm");
        Assert.Equal(Address + "?hecho=classified", desk.Where);
        Assert.Contains("Nivel Muy alto", desk.Text);
        Assert.Contains("Comité de Seguridad informado", desk.Text);
        Assert.Contains("Notificación inicial de un incidente de nivel muy alto", desk.Page.QuerySelector("#plazos")!.TextContent);
        Assert.Contains("Hay una notificación pendiente", desk.Page.QuerySelector("#ahora")!.TextContent);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task It_closes_only_classified_settled_with_cause_and_code_and_opens_again_with_a_reason(string engine)
    {
        await using var web = await Start(engine, YesNoUnknown.Unknown);
        using var desk = new Visitor(web.As(Role.DeskAgent));
        await desk.Open(Address + "/cerrar");
        await desk.Send(("Cause", "Error humano"), ("Code", "no-impact"));
        Assert.StartsWith("Clasifique la incidencia antes de cerrarla", desk.Errors.Single(), StringComparison.Ordinal);
        await using (var office = web.Office.Office)
        {
            var id = (await new IncidentReader(office).Incident("INC-2026-0001"))!.Row.Id;
            var spam = Classification.Of(["spam"], ImpactCriteria.Assess([new ImpactAnswer("life", Choice: "no")]).Value).Value;
            Story.Must(await Story.DeskOf(office).Classify(Story.Desk, id, spam, [], []));
        }

        await (await desk.Open(Address + "/cerrar")).Send(("Cause", "Error humano"), ("Code", "no-impact"));
        Assert.StartsWith("Indique si afecta a datos personales", desk.Errors.Single(), StringComparison.Ordinal);
        await (await desk.Open(Address + "/datos-personales")).Send(("Answer", "Yes"), ("Reason", "Hay nombres"));
        await (await desk.Open(Address + "/cerrar")).Send(("Cause", "Error humano"), ("Code", "no-impact"));
        Assert.Contains("no está inscrita en el Registro de Incidencias", desk.Errors.Single());
        await (await desk.Open(Address + "/datos-personales")).Send(("Answer", "No"), ("Reason", "Eran datos inventados"));
        await (await desk.Open(Address + "/cerrar")).Send(("Cause", ""), ("Code", "no-impact"));
        Assert.StartsWith("Indique la causa", desk.Errors.Single(), StringComparison.Ordinal);
        await desk.Send(("Cause", "Error humano"), ("Solution", "Formación"));
        Assert.Equal(Address + "?hecho=closed", desk.Where);
        Assert.Contains("Cerrado (sin impacto)", desk.Text);

        await (await desk.Open(Address + "/reabrir")).Send(("Reason", "Ha vuelto a ocurrir"));
        Assert.Contains("Incidencia reabierta. Ha vuelto a ocurrir", desk.Text);
    }

    [Fact]
    public async Task Who_only_reads_sees_no_act_and_cannot_do_one()
    {
        await using var web = await Start("sqlite", YesNoUnknown.No);
        using var dpo = new Visitor(web.As(Role.Dpo));
        await dpo.Open(Address);
        Assert.Equal(HttpStatusCode.OK, dpo.Status);
        Assert.Null(dpo.Page.QuerySelector("#actos"));
        foreach (var page in (string[])["texto", "comite", "datos-personales", "constancia", "clasificar", "cerrar", "reabrir"])
        {
            await dpo.Open($"{Address}/{page}");
            Assert.Equal(HttpStatusCode.Forbidden, dpo.Status);
        }

        await dpo.Open("/incidencias/INC-2026-9999");
        Assert.Equal(HttpStatusCode.NotFound, dpo.Status);
    }

    internal static async Task<TestWeb> Start(string engine, YesNoUnknown personalData)
    {
        var web = await TestWeb.Start(engine);
        await using var office = web.Office.Office;
        await Story.OpenIncident(office, personalData: personalData);
        return web;
    }
}
