using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;

namespace Rebato.Modules.People;

/// <summary>/salir: ends the session for good.</summary>
[OpenToAll("leaving needs no permission")]
internal sealed class SignOutPage(Sessions sessions) : PageModel
{
    public IActionResult OnGet() => HttpContext.Actor.SignedIn ? Page() : LocalRedirect("/entrar");

    public async Task<IActionResult> OnPost()
    {
        if (HttpContext.Features.Get<SessionAtHand>() is { } at)
            await sessions.End(new Actor(at.Session.Person, at.Session.Way), at.Session.Id, SessionEnd.SignedOut);
        SessionToken.Remove(HttpContext);
        return LocalRedirect("/entrar");
    }
}
