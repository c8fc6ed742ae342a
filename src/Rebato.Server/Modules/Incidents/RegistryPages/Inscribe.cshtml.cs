using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>Enters an incident: what happened, its effects and the measures (RGPD 33.5), checked once before it is for ever.</summary>
[Requires(Permission.RegistryEnter)]
internal sealed class InscribePage(Office office, Registry registry, NamesOf names, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "incidencia")]
    public string? Number { get; set; }

    [BindProperty]
    public Statement Says { get; set; } = new();

    public Incident Incident { get; private set; } = null!;
    public string Subject { get; private set; } = "";
    public RegistryBasis Basis { get; private set; }
    public Refusal? CannotEnter { get; private set; }
    public bool Checking { get; private set; }

    public async Task<IActionResult> OnGet() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string? step)
    {
        if (!await Load())
        {
            return NotFound();
        }

        if (step == "edit" || CannotEnter is not null)
        {
            return Page();
        }

        foreach (var missing in Says.Missing())
        {
            this.Refused(texts, missing);
        }

        if (!ModelState.IsValid || step != "enter")
        {
            Checking = ModelState.IsValid;
            return Page();
        }

        var actor = HttpContext.Actor;
        var entered = await registry.Enter(actor, Incident.Id, Says.Facts!, Says.Effects!, Says.Measures!, await NameOf(actor.Id));
        return entered.Done(out var entry, out var refusal) ? Redirect("/registro?hecha=" + entry.Number) : this.Refused(texts, refusal);
    }

    private async Task<string> NameOf(Guid person) => (await names([person])).GetValueOrDefault(person) ?? "";

    private async Task<bool> Load()
    {
        if (YearlyNumber.Parse("INC", Number) is not { } asked
            || await office.Db.Incidents.SingleOrDefaultAsync(i => i.Year == asked.Year && i.Ordinal == asked.Ordinal) is not { } incident)
        {
            return false;
        }

        Incident = incident;
        var wrapped = await office.Db.RecordKeys.Where(k => k.Record == incident.Id).Select(k => k.Wrapped).SingleOrDefaultAsync();
        Subject = office.Vault.Open<IncidentContent>(incident.Id, wrapped, incident.Content)?.Subject ?? "";
        var basis = RegistryRules.BasisOf(incident, await office.Db.InclusionDecisions.AnyAsync(d => d.Incident == incident.Id));
        Basis = basis ?? RegistryBasis.PersonalData;
        CannotEnter = basis is null ? new Refusal("registry.not-personal-nor-decided", new Citation("Reglamento", "38.4"))
            : await RegistryQueries.HasStandingEntry(office.Db, incident.Id) ? new Refusal("registry.already-entered", new Citation("Reglamento", "38"))
            : null;
        return true;
    }
}
