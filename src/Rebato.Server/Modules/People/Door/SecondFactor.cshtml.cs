using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/entrar/segundo-factor: the code of the phone, or the phone itself the first time.</summary>
[OpenToAll("a step of the sign-in: nobody acts before it is done")]
internal sealed class SecondFactorPage(WithPhone way, Texts texts) : PageModel
{
    [BindProperty] public string Code { get; set; } = "";
    [BindProperty] public string Secret { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string? Volver { get; set; }

    public bool FirstTime { get; private set; }
    public bool WithoutPhone { get; private set; }
    public string Typed { get; private set; } = "";
    public string Svg { get; private set; } = "";
    public string Query => Volver is null ? "" : "?volver=" + Uri.EscapeDataString(Detour.Inside(Volver));

    public async Task<IActionResult> OnGet()
    {
        if (await way.Waiting(HttpContext) is not { } account)
            return LocalRedirect("/entrar");
        await Prepare(account);
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (await way.Waiting(HttpContext) is not { } account)
            return LocalRedirect("/entrar");
        var outcome = await way.HasAny(account) ? await way.Try(HttpContext, account, Code) : await way.Enrol(HttpContext, account, Secret, Code);
        if (outcome.Refusal is not { } refusal)
            return LocalRedirect(Detour.Inside(Volver));
        await Prepare(account);
        return this.Refuse(texts, refusal);
    }

    private async Task Prepare(Account account)
    {
        FirstTime = !await way.HasAny(account);
        WithoutPhone = !FirstTime && !await way.HasPhone(account);
        if (!FirstTime)
            return;
        // A wrong code does not change the QR that the phone has already read.
        if (way.Carried(account, Secret) is not { } secret)
            (secret, Secret) = way.Propose(account);
        Typed = TimeCode.Typed(secret);
        Svg = QrDrawing.Svg(await way.UriOf(account, secret), texts["sign-in.qr"]);
        ModelState.Remove(nameof(Secret));
    }
}
