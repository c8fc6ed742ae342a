namespace Rebato.Platform.Ui;

/// <summary>What browsers are told on every answer: nothing from elsewhere, no inline code, no frames, no guessing.</summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types rb-fragmento rb-trabajador rb-lector";

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        // An answer that allows itself even less, such as a file of evidence, keeps its own.
        headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }

    /// <summary>
    /// The same just before the answer leaves: a failed one has lost its headers by then. Pages hold other people's
    /// data, so nothing stays behind on a shared computer unless the answer said otherwise, as assets do.
    /// </summary>
    public static Task SetLast(HttpContext context)
    {
        Set(context);
        if (context.Response.Headers.CacheControl.Count == 0) context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
