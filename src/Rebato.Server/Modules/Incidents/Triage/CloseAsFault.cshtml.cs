using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents;

/// <summary>A report that is a mere fault leaves the queue, with its reason.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class CloseAsFaultPage(IncidentTools tools) : ReportPage(tools)
{
    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnPost()
    {
        if ((await Tools.Desk.CloseAsFault(Actor, Report.Id, Reason ?? "")).Done(out _, out var refusal))
        {
            return Redirect("/cau?hecho=fault");
        }

        Refuse(refusal);
        return Page();
    }
}
