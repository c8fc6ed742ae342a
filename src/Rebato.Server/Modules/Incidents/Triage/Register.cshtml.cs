using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>An incident that nobody reported: the desk registers it cold.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class RegisterPage(IncidentDesk desk, Office office, Texts texts) : PageModel
{
    [BindProperty]
    public IncidentForm Form { get; set; } = new();

    public void OnGet() => Form = new IncidentForm { DetectedAt = DateTimeBoxes.Of(office.Now, office.Town.TimeZone) };

    public async Task<IActionResult> OnPost() =>
        await Form.Open(desk, HttpContext.Actor, null, office.Town.TimeZone, ModelState, texts) is { } number
            ? Redirect($"/incidencias/{number}?hecho=opened")
            : Page();
}
