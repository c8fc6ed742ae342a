using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>Shows refusals on the page that was sent, each beside its field, and keeps what was typed.</summary>
internal static class PageRefusals
{
    public static PageResult Refuse(this PageModel page, Texts texts, params ReadOnlySpan<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            page.ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
            if (refusal.Code == "sign-in.too-many")
                page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
        return page.Page();
    }

    /// <summary>The same, with the refusals of a password put beside the field that asked for it.</summary>
    public static PageResult RefusePassword(this PageModel page, Texts texts, string field, IEnumerable<Refusal> refusals) =>
        page.Refuse(texts, [.. refusals.Select(refusal => refusal.Field == "password" ? refusal with { Field = field } : refusal)]);
}
