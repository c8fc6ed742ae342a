namespace Rebato.Platform.Access;

/// <summary>Who acts in a request; anonymous until the sign-in says otherwise.</summary>
public static class Acting
{
    extension(HttpContext context)
    {
        public Actor Actor => context.Features.Get<Actor>() ?? Access.Actor.Anonymous;
    }
}
