using Microsoft.AspNetCore.Authorization;

namespace Rebato.Platform.Access;

/// <summary>Lets in whoever has the permission that the endpoint asks for.</summary>
internal sealed class PermissionHandler(IHttpContextAccessor accessor) : AuthorizationHandler<RequiresAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresAttribute requirement)
    {
        if (accessor.HttpContext is { } http && http.Actor.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
