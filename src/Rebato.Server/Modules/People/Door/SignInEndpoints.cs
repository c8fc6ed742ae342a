using Microsoft.AspNetCore.Authentication;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;

namespace Rebato.Modules.People;

/// <summary>The steps of a sign-in that show nothing: they look, write and send on.</summary>
internal static class SignInEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/sesion", () => Results.NoContent()).WithMetadata(new RequiresAttribute(Permission.OwnAccount));
        app.MapGet("/entrar/certificado/tls", OnCertificatePort).WithMetadata(new OpenToAllAttribute("who comes here is known by the certificate"));
        app.MapGet("/entrar/certificado/vuelta", BackFromCertificate).WithMetadata(new OpenToAllAttribute("a step of the sign-in"));
        app.MapGet("/entrar/proveedor", ToProvider).WithMetadata(new OpenToAllAttribute("a step of the sign-in"));
    }

    private static async Task<IResult> OnCertificatePort(HttpContext http, WithCertificate way, OfficeSettings settings, string peticion = "")
    {
        var outcome = await way.Try(http, peticion);
        var main = Listeners.MainAddress(settings, http);
        return Results.Redirect(outcome.Done(out var token, out var refusal)
            ? $"{main}/entrar/certificado/vuelta?vale={token}"
            : $"{main}/entrar?fallo={Uri.EscapeDataString(refusal.Code)}");
    }

    private static async Task<IResult> BackFromCertificate(HttpContext http, WithCertificate way, string vale = "") =>
        Results.LocalRedirect(await way.Finish(http, vale) ?? "/entrar?fallo=sign-in.failed");

    private static IResult ToProvider(HttpContext http, AccessSettings settings, string? volver = null) =>
        settings.OpenId.On
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = Detour.Inside(volver) }, [OpenIdSignIn.Scheme])
            : Results.NotFound();
}
