using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>What is printed and sealed.</summary>
internal sealed record SealedSheet(string Login, Instant At, IReadOnlyList<string> Codes);

/// <summary>/mi-cuenta/codigos: ten codes on one sheet, shown once, to be printed and sealed.</summary>
[Requires(Permission.OwnSealedCodes)]
internal sealed class SealedCodesPage(Office office, PeopleDesk desk, Credentials credentials, Texts texts) : PageModel
{
    public IReadOnlyList<string> Codes { get; private set; } = [];
    public SealedSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnPost()
    {
        var actor = HttpContext.Actor;
        var account = await office.Db.Accounts.SingleAsync(a => a.Person == actor.Id);
        if (!(await credentials.PrintSealedCodes(actor, account)).Done(out var codes, out var refusal))
            return this.Refuse(texts, refusal);
        Codes = codes;
        Sheet = new SealedSheet((await desk.FactsOf(actor.Id))?.Login ?? "", office.Now, codes);
        return Page();
    }
}
