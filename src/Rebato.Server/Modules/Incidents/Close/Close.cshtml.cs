using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>Closes an incident with its cause and its closing code (CCN-STIC-817), once nothing it owes is missing.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class ClosePage(IncidentTools tools) : IncidentPage(tools)
{
    [BindProperty]
    public string? Cause { get; set; }

    [BindProperty]
    public string? Solution { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public IEnumerable<Choice> Codes => ClosingCodes.All.Where(c => c.Closed).Select(c => new Choice(c.Key, Texts["state." + c.Key], Texts[$"state.{c.Key}.meaning"]));

    public Task<IActionResult> OnPost() => Do(() => Desk.Close(Actor, Incident.Id, Code ?? "", Cause ?? "", Solution ?? ""), "closed");
}
