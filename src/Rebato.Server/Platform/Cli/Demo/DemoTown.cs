using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;

namespace Rebato.Platform.Cli.Demo;

/// <summary>A fortnight in the life of an invented town hall, lived through the same acts as everybody's.</summary>
internal sealed class DemoTown(Office office, FileStore files, DemoClock clock, IReadOnlyDictionary<string, Actor> people)
{
    private readonly DutyBoard duties = new(office, new Calendars());

    private IncidentDesk Desk => new(office, duties);

    public async Task Live()
    {
        var nurse = people["oac"];
        var desk = people["cau"];
        var security = people["seguridad"];

        At(days: 12, hours: 3);
        var slow = await Report(nurse, ReportKind.ComputerActsStrangely, "El equipo va muy lento y se abren ventanas solas.", "OAC, puesto 3");
        await Fault(desk, slow, "Falta de memoria. Se amplía y se comprueba con el antivirus: limpio.");

        At(days: 9, hours: 5);
        var stick = await Report(people["alcaldia"], ReportKind.LostOrStolenMedium, "No encuentro la memoria USB cifrada con las actas.", "Alcaldía");
        var lost = await Open(desk, stick, "Pérdida de memoria USB cifrada", "Memoria corporativa cifrada con actas públicas. Se perdió en el trayecto al Pleno.", "Alcaldía", YesNoUnknown.No);
        await Classify(security, lost, ["data-loss"], new ImpactAnswer("person-days", 0.5m));
        await NotifyCcnCert(security, lost);
        At(days: 7, hours: 2);
        Must(await Desk.Close(security, lost, "no-impact", "Extravío en un traslado", "La memoria estaba cifrada; se anula y se recuerda la norma 7.2."));

        At(days: 4, hours: 6);
        var mail = await Report(nurse, ReportKind.SuspiciousMail, "Me llega un correo del proveedor de nóminas pidiendo que confirme mi contraseña.", "OAC, puesto 1");
        var phishing = await Open(desk, mail, "Correo con suplantación del proveedor de nóminas", "Doce buzones recibieron el mensaje; dos personas introdujeron su contraseña.", "Tesorería", YesNoUnknown.Unknown);
        await Classify(security, phishing, ["phishing", "unprivileged-account-compromise"], new ImpactAnswer("systems", 2), new ImpactAnswer("person-days", 2));
        Must(await Desk.Assign(desk, phishing, desk.Id));
        await NotifyCcnCert(security, phishing);
        At(days: 3, hours: 22);
        Must(await Desk.Note(desk, phishing, "Se cambian las dos contraseñas y se bloquea el remitente."));
        Must(await Desk.MoveTo(desk, phishing, IncidentPhase.Containment));

        At(days: 1, hours: 7);
        var list = await Report(people["seguridad"], ReportKind.InformationSeenByOthers, "Se ha enviado el listado de becas a un destinatario equivocado.", "Educación");
        var breach = await Open(desk, list, "Envío de listado de becas a destinatario equivocado", "Hoja con 43 solicitudes de beca enviada a una empresa ajena, que confirma haberla borrado.", "Educación", YesNoUnknown.Yes);
        await Classify(security, breach, ["unauthorised-information-access"], new ImpactAnswer("reputation", Choice: "isolated"));
        Must(await Desk.FixAwareness(people["dpd"], breach, office.Now, "Educación confirma el envío y el contenido de la hoja."));
        At(days: 1, hours: 1);
        Must(await new Registry(office).Enter(people["registro"], breach, "Envío por error de una hoja con 43 solicitudes de beca a una empresa ajena al expediente.", "Conocimiento por terceros de datos identificativos y económicos de 43 personas.", "Petición y confirmación de borrado; revisión de las listas de destinatarios.", "PILAR NAVAS ORTIZ"));

        At(days: 0, hours: 2);
        await Report(nurse, ReportKind.SuspiciousMail, "Un correo con una factura que no esperaba, en un idioma raro. No lo he abierto.", "OAC, puesto 2");
        At(days: 0, hours: 1);
        await Report(people["comite"], ReportKind.ConfidentialPaperFound, "En la impresora de la segunda planta había un expediente sancionador.", "Segunda planta");
        clock.GoBack(TimeSpan.Zero);
    }

    private void At(int days, int hours) => clock.GoBack(TimeSpan.FromDays(days) + TimeSpan.FromHours(hours));

    private async Task<Guid> Report(Actor who, ReportKind kind, string account, string place)
    {
        var content = new ReportContent(account, "Ahora mismo", place, DemoPeople.All.Single(p => people[p.Login].Id == who.Id).Name, "Extensión 1234");
        var received = await new ReportIntake(office, files).Receive(who, new ArrivingReport(ReportChannel.Web, kind, YesNoUnknown.Unknown, content, [], ""), CancellationToken.None);
        return received.Value.Report.Id;
    }

    private async Task Fault(Actor who, Guid report, string reason) => Must(await Desk.CloseAsFault(who, report, reason));

    private async Task<Guid> Open(Actor who, Guid report, string subject, string account, string area, YesNoUnknown personalData) =>
        (await Desk.Open(who, report, new IncidentContent(subject, account, area), office.Now, personalData)).Value.Id;

    private async Task Classify(Actor who, Guid incident, string[] types, params ImpactAnswer[] answers)
    {
        var impact = ImpactCriteria.Assess(answers).Value;
        Must(await Desk.Classify(who, incident, Classification.Of(types, impact).Value, answers, []));
    }

    private async Task NotifyCcnCert(Actor who, Guid incident)
    {
        var running = await office.Db.Duties.Where(d => d.Incident == incident && d.State == DutyState.Running).ToListAsync();
        foreach (var duty in running)
        {
            Must(await duties.Meet(who, duty.Id, office.Now, "Comunicado por LUCIA, ticket de demostración"));
        }
    }

    private static void Must<T>(Outcome<T> outcome) => _ = outcome.Value;
}
