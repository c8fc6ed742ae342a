using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/mi-cuenta/contrasena.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class ChangePasswordPage(Credentials credentials, AccessSettings settings, Texts texts) : PageModel
{
    [BindProperty] public string Current { get; set; } = "";
    [BindProperty] public string New { get; set; } = "";
    [BindProperty] public string Repeated { get; set; } = "";

    public int Length => settings.Password.MinimumLength;
    public int Days => settings.Password.MaximumAgeDays;

    public async Task<IActionResult> OnPost()
    {
        var refusals = await credentials.ChangePassword(HttpContext.Actor, Current, New, Repeated);
        return refusals.Count == 0 ? LocalRedirect("/mi-cuenta") : this.RefusePassword(texts, nameof(New), refusals);
    }
}
