using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/entrar/llave: the browser's own dialogue, and its answer.</summary>
[OpenToAll("a step of the sign-in")]
internal sealed class PasskeyPage(WithPasskey way, Texts texts) : PageModel
{
    [BindProperty] public string Answer { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string? Volver { get; set; }

    public async Task<IActionResult> OnPostOptions() => Content(await way.Begin(HttpContext), "application/json");

    public async Task<IActionResult> OnPost()
    {
        if (!SessionToken.MayTravel(HttpContext))
            return this.Refuse(texts, SignInPage.NeedsTls);
        return (await way.Finish(HttpContext, Answer)).Refusal is { } refusal ? this.Refuse(texts, refusal) : LocalRedirect(Detour.Inside(Volver));
    }
}
