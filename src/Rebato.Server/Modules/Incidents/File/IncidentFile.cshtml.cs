using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>The file of an incident: its clocks, what it asks for now, what is known, what proves it and all that was done.</summary>
[Requires(Permission.IncidentsRead)]
internal sealed class IncidentFilePage(IncidentTools tools, Office office, DutyBoard board, Chronology chronology, Naming naming) : IncidentPage(tools)
{
    public IReadOnlyList<DutyCard> Duties { get; private set; } = [];

    public IReadOnlyList<Opened<Evidence, EvidenceContent>> Files { get; private set; } = [];

    public NextStep Next { get; private set; } = new("closed");

    public IReadOnlyList<Moment> Moments { get; private set; } = [];

    public Instant Now => office.Now;

    public bool MayAct => May(Permission.IncidentsTriage) && Incident.IsOpen;

    public string? Done => Request.Query["hecho"] is [{ Length: > 0 } done] ? Texts.Find("done." + done) : null;

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public IncidentPhase? Phase { get; set; }

    public Task<IActionResult> OnGet(CancellationToken cancel) => Show(cancel);

    public Task<IActionResult> OnPostNote() => Act(() => Desk.Note(Actor, Incident.Id, Note ?? ""), "noted");

    public Task<IActionResult> OnPostMove() => Act(() => Desk.MoveTo(Actor, Incident.Id, Phase ?? IncidentPhase.Closed), "moved");

    public Task<IActionResult> OnPostTake() => Act(() => Desk.Assign(Actor, Incident.Id, Actor.Id), "taken");

    public Task<IActionResult> OnPostLeave() => Act(() => Desk.Assign(Actor, Incident.Id, null), "left");

    public IReadOnlyList<Fact> Facts(Formats formats)
    {
        var act = MayAct;
        var classified = Incident.TypeKey.Length > 0;
        return
        [
            new(Texts["file.type"], classified ? string.Join(", ", (Known?.Types ?? [Incident.TypeKey]).Select(t => Texts["type." + t])) : Texts["incident.unclassified"], act ? Texts["action.change"] : null, act ? Address + "/clasificar" : null),
            new(Texts["file.level"], classified ? Texts["file.level.value", Texts["level." + Incident.Level.Key], Texts["level." + Incident.Danger.Key], Texts["level." + Incident.Impact.Key]] : "–"),
            new(Texts["file.data"], Texts["personal-data." + Incident.PersonalData], act ? Texts["action.change"] : null, act ? Address + "/datos-personales" : null),
            new(Texts["file.aware"], Incident.AwareAt is { } aware ? formats.DateTime(aware) : Texts["file.not-fixed"], act && Incident.PersonalData == YesNoUnknown.Yes ? Texts["action.change"] : null, act && Incident.PersonalData == YesNoUnknown.Yes ? Address + "/constancia" : null),
            new(Texts["file.owner"], naming.Of(Incident.Assignee, Actor)),
            new(Texts["file.committee"], Incident.CommitteeToldAt is { } told ? formats.DateTime(told) : Texts["file.not-told"], act && Incident.CommitteeToldAt is null ? Texts["file.tell"] : null, act && Incident.CommitteeToldAt is null ? Address + "/comite" : null),
            new(Texts["file.detected"], formats.DateTime(Incident.DetectedAt)),
            new(Texts["file.opened"], Texts["file.opened.value", Incident.OpenedAt, naming.Of(Incident.OpenedBy, Actor)]),
            new(Texts["file.area"], Known?.Area is { Length: > 0 } area ? area : "–"),
            new(Texts["file.class"], Texts["class-of-information." + Incident.Confidentiality]),
            .. Incident.ClosedAt is { } closed ? [new Fact(Texts["file.closed"], formats.DateTime(closed)), new Fact(Texts["file.code"], Texts["state." + Incident.ClosingCode])] : Array.Empty<Fact>(),
        ];
    }

    protected override Task<IActionResult> Again() => Show(HttpContext.RequestAborted);

    private Task<IActionResult> Act(Func<Task<Outcome<Incident>>> act, string done) =>
        May(Permission.IncidentsTriage) ? Do(act, done) : Task.FromResult<IActionResult>(Forbidden());

    private StatusCodeResult Forbidden() => StatusCode(StatusCodes.Status403Forbidden);

    private async Task<IActionResult> Show(CancellationToken cancel)
    {
        var duties = await office.Db.Duties.AsNoTracking().Where(d => d.Incident == Incident.Id).OrderBy(d => d.DueAt).ToListAsync(cancel);
        var inRegistry = Incident.PersonalData == YesNoUnknown.Yes && await RegistryQueries.HasStandingEntry(office.Db, Incident.Id);
        Duties = [.. duties.Select(d => DutyCard.Of(d, board, Texts.InEnglish ? Language.English : Language.Spanish))];
        Files = await Reader.Files(Incident.Id, cancel);
        Next = NextStep.Of(Incident, duties, inRegistry);
        Moments = await chronology.Told(Entries, Actor);
        await naming.Learn([Incident.Assignee, Incident.OpenedBy]);
        return Page();
    }
}
