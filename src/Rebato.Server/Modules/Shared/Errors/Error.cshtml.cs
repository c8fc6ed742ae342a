using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rebato.Modules.Shared.Errors;

/// <summary>What a person reads when a page is not there, not theirs, asked too often or broken; with a reference the logs also carry.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorPage : PageModel
{
    /// <summary>The codes that have their own words; the rest say what 500 says, or what 400 says below it.</summary>
    private static readonly int[] Known = [400, 403, 404, 413, 429, 500, 503, 507];

    [FromRoute]
    public int Status { get; set; }

    public int Kind => Known.Contains(Status) ? Status : Status < 500 ? 400 : 500;

    public string Reference => HttpContext.TraceIdentifier;
}
