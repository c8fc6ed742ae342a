using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents;

/// <summary>Opens again what was closed; the closing stays in the ledger.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class ReopenPage(IncidentTools tools) : IncidentPage(tools)
{
    [BindProperty]
    public string? Reason { get; set; }

    public Task<IActionResult> OnPost() => Do(() => Desk.Reopen(Actor, Incident.Id, Reason ?? ""), "reopened");
}
