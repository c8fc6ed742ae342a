using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ledger;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>What a page about one incident needs beside its own.</summary>
internal sealed record IncidentTools(IncidentReader Reader, Chronology Chronology, IncidentDesk Desk, Texts Texts);

/// <summary>
/// A page about one incident: finds it by the number of its address, does an act of the desk and shows its refusal
/// beside the field it concerns. When somebody else acted since the page was shown, the act waits until it was read.
/// </summary>
internal abstract class IncidentPage(IncidentTools tools) : PageModel
{
    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>The last event that this page showed when its form was written.</summary>
    [BindProperty]
    public long Seen { get; set; } = -1;

    public Incident Incident { get; private set; } = null!;

    /// <summary>Null when its key was erased.</summary>
    public IncidentContent? Known { get; private set; }

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    /// <summary>What others did meanwhile, to be read before the act is sent again.</summary>
    public IReadOnlyList<Moment> Meanwhile { get; private set; } = [];

    public long Last => Entries.Count == 0 ? -1 : Entries[^1].Seq;

    public Actor Actor => HttpContext.Actor;

    public string Heading => Known?.Subject is { Length: > 0 } subject ? subject : Texts["incident.erased"];

    public string Address => "/incidencias/" + Incident.Number;

    protected IncidentDesk Desk => tools.Desk;

    protected Texts Texts => tools.Texts;

    protected IncidentReader Reader => tools.Reader;

    public bool May(string permission) => Actor.May(permission);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!await Load())
        {
            context.Result = NotFound();
            return;
        }

        await next();
    }

    public IReadOnlyList<Crumb> Trail(string here) =>
        [new(Texts["page.home"], "/"), new(Texts["menu.incidents"], "/incidencias"), new(Incident.Number, Address), new(here)];

    /// <summary>Does the act and goes back to the file, which says <paramref name="done"/>; or shows why not.</summary>
    protected async Task<IActionResult> Do<T>(Func<Task<Outcome<T>>> act, string done)
    {
        Meanwhile = await tools.Chronology.Told(Chronology.Since(Entries, Seen, Actor), Actor);
        if (Meanwhile.Count > 0)
        {
            ModelState.AddModelError("", Texts["incident.meanwhile"]);
            return await Again();
        }

        if ((await act()).Done(out _, out var refusal))
        {
            return Redirect($"{Address}?hecho={done}");
        }

        Refuse(refusal);
        return await Again();
    }

    /// <summary>The page once more, with what was typed and what must be corrected.</summary>
    protected virtual Task<IActionResult> Again() => Task.FromResult<IActionResult>(Page());

    protected void Refuse(Refusal refusal)
    {
        var field = refusal.Field is { } named ? char.ToUpperInvariant(named[0]) + named[1..] : "";
        ModelState.AddModelError(MetadataProvider.GetMetadataForType(GetType()).Properties.Any(p => p.PropertyName == field) ? field : "", Texts.Of(refusal));
    }

    private async Task<bool> Load()
    {
        if (await tools.Reader.Incident(Number) is not { } found)
        {
            return false;
        }

        (Incident, Known) = (found.Row, found.Content);
        Entries = await tools.Chronology.Of(Incident.Id);
        return true;
    }
}
