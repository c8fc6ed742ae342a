using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>A report becomes an incident: what was said is there already, and the desk gives it a subject.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class OpenIncidentPage(IncidentTools tools, Office office) : ReportPage(tools)
{
    [BindProperty]
    public IncidentForm Form { get; set; } = new();

    public void OnGet() => Form = new IncidentForm
    {
        Subject = Texts["report-kind." + Report.Kind],
        Account = Told?.Account,
        Area = Told?.Place,
        DetectedAt = DateTimeBoxes.Of(Report.ReceivedAt, office.Town.TimeZone),
        PersonalData = Report.TouchesPersonalData,
    };

    public async Task<IActionResult> OnPost()
    {
        if (await Form.Open(Tools.Desk, Actor, Report.Id, office.Town.TimeZone, ModelState, Texts) is { } number)
        {
            return Redirect($"/incidencias/{number}?hecho=opened");
        }

        return Page();
    }
}
