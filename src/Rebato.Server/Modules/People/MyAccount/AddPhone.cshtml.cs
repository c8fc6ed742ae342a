using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/mi-cuenta/telefono: another phone takes the place of the one before.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class AddPhonePage(Office office, WithPhone way, Credentials credentials, Texts texts) : PageModel
{
    [BindProperty] public string Code { get; set; } = "";
    [BindProperty] public string Secret { get; set; } = "";

    public string Typed { get; private set; } = "";
    public string Svg { get; private set; } = "";

    public async Task OnGet() => await Prepare(await Own());

    public async Task<IActionResult> OnPost()
    {
        var account = await Own();
        var outcome = way.Carried(account, Secret) is { } secret
            ? await credentials.AddPhone(HttpContext.Actor, account, secret, Code)
            : Credentials.CodeWrong;
        if (outcome.Refusal is not { } refusal)
            return LocalRedirect("/mi-cuenta");
        await Prepare(account);
        return this.Refuse(texts, refusal);
    }

    private async Task Prepare(Account account)
    {
        if (way.Carried(account, Secret) is not { } secret)
            (secret, Secret) = way.Propose(account);
        Typed = TimeCode.Typed(secret);
        Svg = QrDrawing.Svg(await way.UriOf(account, secret), texts["sign-in.qr"]);
        ModelState.Remove(nameof(Secret));
    }

    private Task<Account> Own()
    {
        var person = HttpContext.Actor.Id;
        return office.Db.Accounts.SingleAsync(a => a.Person == person);
    }
}
