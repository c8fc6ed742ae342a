using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;

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

    /// <summary>What whoever looks lacks for the page they asked for: said exactly, so that they can ask for it.</summary>
    public (string Permission, Refusal Why)? Lacking
    {
        get
        {
            var asked = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint?.Metadata.GetOrderedMetadata<RequiresAttribute>() ?? [];
            var lacks = asked.Select(each => (each.Permission, Why: AccessRules.Refusal(HttpContext.Actor, each.Permission))).FirstOrDefault(each => each.Why is not null);
            return Status == StatusCodes.Status403Forbidden && lacks.Why is { } why ? (lacks.Permission, why) : null;
        }
    }

    /// <summary>The sentence that names what is missing.</summary>
    public string LackingText => Lacking?.Why switch
    {
        { } why when why == AccessRules.NotHabilitated => "missing.habilitation",
        { } why when why == AccessRules.NeedsCertificate => "missing.certificate",
        { } why when why == AccessRules.NotSignedIn => "missing.sign-in",
        _ => "missing.role",
    };

    public string Reference => HttpContext.TraceIdentifier;
}
