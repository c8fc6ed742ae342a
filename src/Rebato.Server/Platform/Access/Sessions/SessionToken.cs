using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Rebato.Platform.Access;

/// <summary>
/// The token in the browser: 256 random bits, of which the server keeps the hash. Over TLS the cookie is bound to the
/// host (<c>__Host-</c>); without TLS it exists on this machine's own addresses only.
/// </summary>
internal static class SessionToken
{
    private const string Plain = "rebato", Hosted = "__Host-rebato";

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Mark(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static string? Read(HttpContext context) => context.Request.Cookies[Name(context, "")];

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(Name(context, ""), token, Options(context));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name(context, ""), Options(context));

    /// <summary>A companion cookie of a step of the sign-in, gone with it.</summary>
    public static string? ReadStep(HttpContext context, string step) => context.Request.Cookies[Name(context, "-" + step)];

    public static void WriteStep(HttpContext context, string step, string value) =>
        context.Response.Cookies.Append(Name(context, "-" + step), value, Options(context));

    public static void RemoveStep(HttpContext context, string step) => context.Response.Cookies.Delete(Name(context, "-" + step), Options(context));

    /// <summary>Whether a session may be carried at all: over TLS, or inside this machine.</summary>
    public static bool MayTravel(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return context.Request.IsHttps || host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static string Name(HttpContext context, string step) => (context.Request.IsHttps ? Hosted : Plain) + step;

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
