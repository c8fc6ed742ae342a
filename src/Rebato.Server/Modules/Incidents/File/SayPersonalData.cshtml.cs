using Microsoft.AspNetCore.Mvc;
using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents;

/// <summary>Settles whether personal data are touched, with the reason; the DPO is told unless they are not.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class SayPersonalDataPage(IncidentTools tools) : IncidentPage(tools)
{
    [BindProperty]
    public YesNoUnknown? Answer { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public void OnGet() => Answer = Incident.PersonalData;

    public async Task<IActionResult> OnPost()
    {
        if (Answer is { } answer)
        {
            return await Do(() => Desk.SayPersonalData(Actor, Incident.Id, answer, Reason ?? ""), "personal-data");
        }

        Refuse(new Refusal("incident.personal-data-missing", new Citation("Reglamento", "29.1"), nameof(Answer)));
        return Page();
    }
}
