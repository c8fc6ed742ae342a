using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Rebato.Platform.Access;

namespace Rebato.Modules.People;

/// <summary>The conversation with the OpenID Connect provider: authorisation code with PKCE, and then our own session.</summary>
internal static class OpenIdSignIn
{
    public const string Scheme = "provider";

    public static void Add(WebApplicationBuilder builder, OpenIdSettings settings)
    {
        var authentication = builder.Services.AddAuthentication(OwnSession.Name).AddScheme<AuthenticationSchemeOptions, OwnSession>(OwnSession.Name, null);
        if (!settings.On)
            return;
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.Authority = settings.Authority;
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.SecretFile.Length > 0 ? File.ReadAllText(settings.SecretFile).Trim() : null;
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.CallbackPath = "/entrar/proveedor/vuelta";
            options.RequireHttpsMetadata = !new Uri(settings.Authority).IsLoopback;
            options.MapInboundClaims = false;
            options.DisableTelemetry = true;
            options.SaveTokens = false;
            options.Events.OnTokenValidated = Validated;
            options.Events.OnRemoteFailure = Failed;
            options.Events.OnRedirectToIdentityProvider = Redirecting;
        });
    }

    /// <summary>A locked session is not opened by what the provider remembers: the person has to prove it again.</summary>
    private static Task Redirecting(RedirectContext context)
    {
        if (context.HttpContext.Features.Get<SessionAtHand>() is { State: SessionState.Locked })
            context.ProtocolMessage.Prompt = "login";
        return Task.CompletedTask;
    }

    private static async Task Validated(TokenValidatedContext context)
    {
        var http = context.HttpContext;
        var claims = context.Principal ?? new ClaimsPrincipal();
        var settings = http.RequestServices.GetRequiredService<AccessSettings>().OpenId;
        var (issuer, subject) = (context.SecurityToken.Issuer, claims.FindFirstValue("sub") ?? "");
        var outcome = await http.RequestServices.GetRequiredService<WithProvider>().Accept(http, issuer, subject, claims.FindFirstValue(settings.LoginClaim));
        http.Response.Redirect(outcome.Refusal is { } refusal ? "/entrar?fallo=" + refusal.Code : Detour.Inside(context.Properties?.RedirectUri));
        context.HandleResponse();
    }

    private static async Task Failed(RemoteFailureContext context)
    {
        await context.HttpContext.RequestServices.GetRequiredService<Sessions>().Refused(context.HttpContext, SignIn.OpenIdConnect, "sign-in.provider-failed", null);
        context.Response.Redirect("/entrar?fallo=sign-in.provider-failed");
        context.HandleResponse();
    }
}
