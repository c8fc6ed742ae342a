using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents;

/// <summary>Elevates the incident to the Security Committee (Reglamento 28.1), with its reason.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class TellCommitteePage(IncidentTools tools) : IncidentPage(tools)
{
    [BindProperty]
    public string? Why { get; set; }

    public Task<IActionResult> OnPost() => Do(() => Desk.TellCommittee(Actor, Incident.Id, Why ?? ""), "committee");
}
