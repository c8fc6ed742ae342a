using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents;

/// <summary>Corrects what is known in words; what it said before stays in the ledger.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class DescribePage(IncidentTools tools) : IncidentPage(tools)
{
    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Account { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    public void OnGet() => (Subject, Account, Area) = (Known?.Subject, Known?.Account, Known?.Area);

    public Task<IActionResult> OnPost() => Do(() => Desk.Describe(Actor, Incident.Id, Subject ?? "", Account ?? "", Area ?? ""), "described");
}
