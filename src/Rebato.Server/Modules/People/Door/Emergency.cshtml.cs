using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/entrar/emergencia: a code of the sealed envelope.</summary>
[OpenToAll("the door on the worst day")]
internal sealed class EmergencyPage(WithSealedCode way, Texts texts) : PageModel
{
    [BindProperty] public string Login { get; set; } = "";
    [BindProperty] public string Code { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string? Volver { get; set; }

    public async Task<IActionResult> OnPost()
    {
        if (!SessionToken.MayTravel(HttpContext))
            return this.Refuse(texts, SignInPage.NeedsTls);
        return (await way.Try(HttpContext, Login, Code)).Refusal is { } refusal ? this.Refuse(texts, refusal) : LocalRedirect(Detour.Inside(Volver));
    }
}
