using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/entrar: the ways in, side by side.</summary>
[OpenToAll("the door")]
internal sealed class SignInPage(WithPassword way, FirstRun firstRun, AccessSettings access, OfficeSettings settings, Texts texts) : PageModel
{
    public static readonly Refusal NeedsTls = new("access.needs-tls");

    [BindProperty] public string Login { get; set; } = "";
    [BindProperty] public string Password { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string? Volver { get; set; }
    [BindProperty(SupportsGet = true)] public string? Fallo { get; set; }

    public bool ByCertificate => settings.CertificateUrl.Length > 0;
    public bool ByProvider => access.OpenId.On;
    public string ProviderName => access.OpenId.Name.Length > 0 ? access.OpenId.Name : texts["sign-in.provider"];
    public string Query => Volver is null ? "" : "?volver=" + Uri.EscapeDataString(Detour.Inside(Volver));

    /// <summary>The sentence of what went wrong in a step elsewhere; only sentences that exist.</summary>
    public string? Problem => Fallo is { Length: > 0 and < 60 } && (Fallo.StartsWith("sign-in.", StringComparison.Ordinal) || Fallo.StartsWith("certificate.", StringComparison.Ordinal))
        ? texts.Find(Fallo + ".page") ?? texts.Find(Fallo)
        : null;

    public async Task<IActionResult> OnGet()
    {
        if (HttpContext.Actor.SignedIn)
            return LocalRedirect(Detour.Inside(Volver));
        if (await firstRun.Open())
            return LocalRedirect("/primera-vez");
        return HttpContext.Features.Get<SessionAtHand>() is { State: SessionState.Locked } ? LocalRedirect("/bloqueada" + Query) : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!SessionToken.MayTravel(HttpContext))
            return this.Refuse(texts, NeedsTls);
        return (await way.Try(HttpContext, Login, Password)).Done(out var step, out var refusal)
            ? LocalRedirect(step == SignInStep.SecondFactor ? "/entrar/segundo-factor" + Query : Detour.Inside(Volver))
            : this.Refuse(texts, refusal);
    }
}
