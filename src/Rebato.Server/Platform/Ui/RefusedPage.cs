using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;

namespace Rebato.Platform.Ui;

/// <summary>Shows a refusal on the page that was sent, beside the field it concerns, with what was typed kept.</summary>
internal static class RefusedPage
{
    public static PageResult Refused(this PageModel page, Texts texts, Refusal refusal)
    {
        page.ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
        return page.Page();
    }
}
