using Microsoft.AspNetCore.Mvc;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>A report that tells of something already known joins that incident, and its files with it.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class JoinPage(IncidentTools tools, IncidentSearch search) : ReportPage(tools)
{
    [BindProperty(SupportsGet = true, Name = "texto")]
    public string? Text { get; set; }

    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<IncidentRow> Candidates { get; private set; } = [];

    public Task OnGet(CancellationToken cancel) => Look(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var chosen = await Tools.Reader.Incident(Chosen, cancel);
        if (chosen is null)
        {
            Refuse(new Refusal("report.join-which", ReportRules.Desk, nameof(Chosen)));
        }
        else if ((await Tools.Desk.Join(Actor, Report.Id, chosen.Row.Id, Reason?.Trim() ?? "")).Done(out var incident, out var refusal))
        {
            return Redirect($"/incidencias/{incident.Number}?hecho=joined");
        }
        else
        {
            Refuse(refusal);
        }

        await Look(cancel);
        return Page();
    }

    public IEnumerable<Choice> Choices(Formats formats) =>
        Candidates.Select(r => new Choice(r.Number, $"{r.Number} {r.Subject ?? Texts["incident.erased"]}", formats.DateTime(r.OpenedAt) + (r.Area.Length > 0 ? " · " + r.Area : "")));

    private async Task Look(CancellationToken cancel)
    {
        var byNumber = await Tools.Reader.Incident(Text, cancel);
        Candidates = byNumber is { Row.IsOpen: true }
            ? [.. (await search.Page(new IncidentFilter { Text = byNumber.Content?.Subject, State = IncidentFilter.AnyOpen }, IncidentOrder.NewestFirst, null, null, cancel)).Rows.Where(r => r.Number == byNumber.Row.Number)]
            : (await search.Page(new IncidentFilter { Text = Text, State = IncidentFilter.AnyOpen }, IncidentOrder.NewestFirst, null, null, cancel)).Rows;
    }
}
