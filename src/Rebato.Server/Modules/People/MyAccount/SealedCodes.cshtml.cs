using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/mi-cuenta/codigos: ten codes on one sheet, shown once, to be printed and sealed.</summary>
[Requires(Permission.OwnSealedCodes)]
internal sealed class SealedCodesPage(Office office, PeopleDesk desk, Credentials credentials, Texts texts) : PageModel
{
    public IReadOnlyList<string> Codes { get; private set; } = [];
    public PersonFacts? Facts { get; private set; }
    public Instant At => office.Now;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPost()
    {
        var actor = HttpContext.Actor;
        var account = await office.Db.Accounts.SingleAsync(a => a.Person == actor.Id);
        if (!(await credentials.PrintSealedCodes(actor, account)).Done(out var codes, out var refusal))
            return this.Refuse(texts, refusal);
        (Codes, Facts) = (codes, await desk.FactsOf(actor.Id));
        return Page();
    }
}
