using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/bloqueada: the same person proves again who they are, and goes on where they were (13.7).</summary>
[OpenToAll("the lock: nobody acts before it is opened")]
internal sealed class LockedPage(WithPassword way, PeopleDesk desk, AccessSettings access, OfficeSettings settings, Texts texts) : PageModel
{
    [BindProperty] public string Password { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string? Volver { get; set; }

    public string Name { get; private set; } = "";
    public bool Waiting { get; private set; }
    public bool ByCertificate => settings.CertificateUrl.Length > 0;
    public bool ByProvider => access.OpenId.On;
    public string Query => "?volver=" + Uri.EscapeDataString(Detour.Inside(Volver));

    public async Task<IActionResult> OnGet() => await Facts() is null ? LocalRedirect(Detour.Inside(Volver)) : Page();

    public async Task<IActionResult> OnPost()
    {
        if (await Facts() is not { } facts)
            return LocalRedirect("/entrar");
        return (await way.Try(HttpContext, facts.Login, Password)).Refusal is { } refusal
            ? this.Refuse(texts, refusal)
            : LocalRedirect(Waiting ? "/bloqueada/continuar" : Detour.Inside(Volver));
    }

    private async Task<PersonFacts?> Facts()
    {
        if (HttpContext.Features.Get<SessionAtHand>() is not { State: SessionState.Locked, Session: { Stage: SessionStage.Open } session })
            return null;
        var facts = await desk.FactsOf(session.Person);
        (Name, Waiting) = (facts?.Name ?? "", session.Pending is not null);
        return facts;
    }
}
