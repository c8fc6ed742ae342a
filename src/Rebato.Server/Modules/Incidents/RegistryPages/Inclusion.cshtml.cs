using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>The reasoned decision of the Digital Office by which an incident without personal data enters the Registry (38.4).</summary>
[Requires(Permission.IncidentsDecide)]
internal sealed class InclusionPage(Office office, Registry registry, NamesOf names, Texts texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public Incident Incident { get; private set; } = null!;
    public InclusionDecision? Decision { get; private set; }
    public string Decided { get; private set; } = "";
    public string DecidedBy { get; private set; } = "";

    public async Task<IActionResult> OnGet(string number) => await Load(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string number)
    {
        if (!await Load(number))
        {
            return NotFound();
        }

        var decided = await registry.DecideInclusion(HttpContext.Actor, Incident.Id, Reason ?? "");
        return decided.Done(out _, out var refusal) ? Redirect(Request.Path) : this.Refused(texts, refusal);
    }

    private async Task<bool> Load(string number)
    {
        if (YearlyNumber.Parse("INC", number) is not { } asked
            || await office.Db.Incidents.SingleOrDefaultAsync(i => i.Year == asked.Year && i.Ordinal == asked.Ordinal) is not { } incident)
        {
            return false;
        }

        Incident = incident;
        Decision = await office.Db.InclusionDecisions.SingleOrDefaultAsync(d => d.Incident == incident.Id);
        if (Decision is { } decision)
        {
            var wrapped = await office.Db.RecordKeys.Where(k => k.Record == incident.Id).Select(k => k.Wrapped).SingleOrDefaultAsync();
            Decided = office.Vault.Open<string>(incident.Id, wrapped, decision.Content) ?? "";
            DecidedBy = (await names([decision.DecidedBy])).GetValueOrDefault(decision.DecidedBy) ?? "";
        }

        return true;
    }
}
