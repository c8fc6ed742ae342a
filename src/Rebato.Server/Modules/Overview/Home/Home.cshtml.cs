using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Overview.Home;

/// <summary>Inicio: what is due, what is new and what one can do, by permission. Whoever has not signed in is asked to report or to sign in.</summary>
[OpenToAll("Sin iniciar sesión solo ofrece avisar, verificar y entrar.")]
internal sealed class HomePage(Overviews overviews, Office office, Formats formats, Texts texts) : PageModel
{
    private static readonly (string Text, string Route, string Permission)[] Doings =
    [
        ("home.do.report", "/aviso", ""),
        ("home.do.register", "/incidencias/nueva", Permission.IncidentsTriage),
        ("home.do.registry", "/registro", Permission.RegistryList),
        ("home.do.people", "/personas", Permission.PeopleRead),
        ("home.do.parameters", "/norma/parametros", Permission.NormsManage),
        ("home.do.town", "/administracion/ayuntamiento", Permission.SettingsManage),
        ("home.do.norms", "/normas", Permission.OwnAccount),
        ("home.do.account", "/mi-cuenta", Permission.OwnAccount),
        ("home.do.verify", "/verificar", ""),
    ];

    public IReadOnlyList<Figure> Figures { get; private set; } = [];
    public IReadOnlyList<DueDuty> Due { get; private set; } = [];
    public IReadOnlyList<IncidentRow> Newest { get; private set; } = [];
    public IReadOnlyList<OwnReport> Own { get; private set; } = [];
    public IReadOnlyList<(string Text, string Route)> Can { get; private set; } = [];

    public bool SignedIn => HttpContext.Actor.SignedIn;
    public bool SeesClocks => HttpContext.Actor.May(Permission.ClocksRead);
    public bool SeesIncidents => HttpContext.Actor.May(Permission.IncidentsRead);
    public bool Triages => HttpContext.Actor.May(Permission.IncidentsTriage);

    public async Task OnGet(CancellationToken cancel)
    {
        var actor = HttpContext.Actor;
        Can = [.. Doings.Where(d => d.Permission.Length == 0 || actor.May(d.Permission)).Select(d => (d.Text, d.Route))];
        if (!actor.SignedIn)
        {
            return;
        }

        Figures = await overviews.Figures(actor, cancel);
        Due = SeesClocks ? await overviews.Due(cancel) : [];
        Newest = SeesIncidents ? await overviews.Newest(cancel) : [];
        Own = await overviews.Own(actor, cancel);
    }

    public bool IsLate(DueDuty duty) => office.Now > duty.DueAt;

    public string Left(DueDuty duty) => texts[IsLate(duty) ? "clock.late" : "clock.left", formats.Days(office.Now - duty.DueAt)];

    public string NameOf(DueDuty duty) =>
        RuleBook.Shipped.Duties.First(d => d.Id == duty.Rule).Name.In(texts.InEnglish ? Language.English : Language.Spanish);

    public string Written(Figure figure) => figure.Count >= Overviews.Most ? texts["queue.at-least", figure.Count] : formats.Number(figure.Count);

    public static Mark MarkOf(ReportState state) => state switch
    {
        ReportState.Waiting => Mark.Waiting,
        ReportState.ClosedAsFault => Mark.Done,
        _ => Mark.Underway,
    };
}
