using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/mi-cuenta/llave: makes a passkey with the browser's own dialogue.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class AddPasskeyPage(Office office, WithPasskey way, Texts texts) : PageModel
{
    private static readonly Refusal NameMissing = new("passkey.name-missing", null, nameof(Name));

    [BindProperty] public string Name { get; set; } = "";
    [BindProperty] public string Answer { get; set; } = "";

    public async Task<IActionResult> OnPostOptions() => Content(await way.BeginEnrolment(HttpContext, await Own()), "application/json");

    public async Task<IActionResult> OnPost()
    {
        if (Name.Trim().Length is 0 or > 60)
            return this.Refuse(texts, NameMissing);
        return (await way.FinishEnrolment(HttpContext, await Own(), Name.Trim(), Answer)).Refusal is { } refusal
            ? this.Refuse(texts, refusal)
            : LocalRedirect("/mi-cuenta");
    }

    private Task<Account> Own()
    {
        var person = HttpContext.Actor.Id;
        return office.Db.Accounts.SingleAsync(a => a.Person == person);
    }
}
