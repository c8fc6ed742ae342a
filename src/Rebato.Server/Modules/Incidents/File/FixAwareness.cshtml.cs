using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>Fixes the instant from which the 72 hours run (RGPD 33.1), or corrects it and shows the earlier one.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class FixAwarenessPage(IncidentTools tools, Office office) : IncidentPage(tools)
{
    [BindProperty]
    public DateTimeBoxes AwareAt { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public void OnGet() => AwareAt = DateTimeBoxes.Of(Incident.AwareAt ?? Incident.DetectedAt, office.Town.TimeZone);

    public async Task<IActionResult> OnPost()
    {
        if (AwareAt.Read(office.Town.TimeZone, nameof(AwareAt)).Done(out var aware, out var unreadable))
        {
            return await Do(() => Desk.FixAwareness(Actor, Incident.Id, aware, Reason ?? ""), "awareness");
        }

        Refuse(unreadable);
        return Page();
    }
}
