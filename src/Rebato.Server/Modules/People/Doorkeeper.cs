using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Rebato.Platform.Access;

namespace Rebato.Modules.People;

/// <summary>
/// Turns people away: to the sign-in whoever has not said who they are, to the certificate whoever needs it for this,
/// with a page that says why everybody else. What declares no permission is refused to all.
/// </summary>
internal sealed class Doorkeeper : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // What no page answers to is not there, rather than not allowed.
        if (authorizeResult.Succeeded || context.GetEndpoint() is null)
        {
            await next(context);
            return;
        }
        var permissions = policy.Requirements.OfType<RequiresAttribute>().Select(requirement => requirement.Permission);
        var why = permissions.Select(permission => AccessRules.Refusal(context.Actor, permission)).FirstOrDefault(refusal => refusal is not null) ?? AccessRules.NotPermitted;
        var navigates = Detour.Navigates(context.Request);
        if (why == AccessRules.NotSignedIn && navigates)
            context.Response.Redirect("/entrar?volver=" + Uri.EscapeDataString(Detour.Here(context)));
        else if (why == AccessRules.NeedsCertificate && navigates)
            context.Response.Redirect("/entrar/certificado?volver=" + Uri.EscapeDataString(Detour.Here(context)));
        else
            context.Response.StatusCode = why == AccessRules.NotSignedIn ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
    }
}
