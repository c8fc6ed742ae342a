namespace Rebato.Platform.Access;

/// <summary>
/// Whether a request that changes something was sent by a page of this site, or by no page at all (a program). It needs
/// neither cookie nor token, so a form stays good after a restart and for who has no session.
/// </summary>
public static class SameOrigin
{
    public static bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        // Browsers older than that header still say where a form comes from.
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
