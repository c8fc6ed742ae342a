using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Tests.Fixtures;

/// <summary>A bit of ordinary life of an office, so that every table has something to lose.</summary>
internal static class Story
{
    public static readonly Actor Desk = TestWeb.Person(Role.DeskAgent);
    public static readonly Actor Officer = TestWeb.Person(Role.RegistryOfficer);

    public static IncidentDesk DeskOf(Office office) => new(office, new DutyBoard(office, new Calendars()));

    public static async Task<Incident> OpenIncident(Office office, string subject = "Correo con suplantación del proveedor de nóminas", YesNoUnknown personalData = YesNoUnknown.Yes) =>
        (await DeskOf(office).Open(Desk, null, new IncidentContent(subject, "María Zarzalejo, de Tesorería, abrió el adjunto", "Tesorería"), office.Now, personalData)).Value;

    /// <summary>Opens, classifies, fixes awareness, enters the Registry.</summary>
    public static async Task<Incident> Tell(Office office)
    {
        var desk = DeskOf(office);
        var incident = await OpenIncident(office);
        var impact = ImpactCriteria.Assess([new ImpactAnswer("systems", 12)]).Value;
        var classification = Classification.Of(["phishing"], impact).Value;
        Must(await desk.Classify(Desk, incident.Id, classification, [new ImpactAnswer("systems", 12)], ["12 % de los sistemas"]));
        Must(await desk.FixAwareness(Desk, incident.Id, office.Now, "Se confirma el acceso"));
        Must(await new Registry(office).Enter(Officer, incident.Id, "Acceso a nóminas", "Posible uso", "Cambio de claves", "FUNCIONARIA DE PRUEBA"));
        return incident;
    }

    public static void Must<T>(Outcome<T> outcome) => Assert.Null(outcome.Refusal);
}
