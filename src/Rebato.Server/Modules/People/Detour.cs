using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>Sends a request elsewhere when its session is locked or its password has to be changed first.</summary>
internal static class Detour
{
    private const string ChangePassword = "/mi-cuenta/contrasena";
    private const int MostKept = 256 * 1024;

    public static async Task<bool> Needed(HttpContext http, Office office, Session session, SessionState state)
    {
        if (state == SessionState.Locked)
        {
            if (!Navigates(http.Request))
            {
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return true;
            }
            await KeepForm(http, office, session);
            http.Response.Redirect("/bloqueada?volver=" + Uri.EscapeDataString(Here(http)));
            return true;
        }
        if (state != SessionState.Open || !session.MustChangePassword || http.Request.Path == ChangePassword)
            return false;
        http.Response.Redirect(ChangePassword);
        return true;
    }

    /// <summary>Where to come back to: the address that was asked for, or the start when it was a form.</summary>
    public static string Here(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString.Value : "/";

    /// <summary>An address inside this office, or its start.</summary>
    public static string Inside(string? address) =>
        address is { Length: > 0 } && address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) ? address : "/";

    public static bool Navigates(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate" && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && request.Path != "/sesion";

    /// <summary>What was typed is not lost: it waits, sealed, until its owner unlocks. Files have to be chosen again.</summary>
    private static async Task KeepForm(HttpContext http, Office office, Session session)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || http.Request.ContentLength > MostKept)
            return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = form.Where(field => field.Key != "__RequestVerificationToken")
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList();
        var kept = new PendingForm(http.Request.Path + http.Request.QueryString.Value, fields);
        await office.Commit<Nothing>(Actor.Office, async writing =>
        {
            if (await writing.Db.Sessions.SingleOrDefaultAsync(s => s.Id == session.Id) is { } row)
                row.Pending = await writing.Seal(session.Person, kept);
            return default(Nothing);
        });
    }
}
