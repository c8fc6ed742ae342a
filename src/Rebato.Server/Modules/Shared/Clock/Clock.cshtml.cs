using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Shared;

/// <summary>/reloj: what this computer's clock shows, what legal clocks go by, and the confirmation from a second source.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class ClockPage(Office office, ClockWatch watch, Texts texts) : PageModel
{
    [BindProperty] public DateTimeBoxes Seen { get; set; } = new();
    [BindProperty] public string Source { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "hecho")] public bool Attested { get; set; }

    public Instant Wall { get; } = office.Now;
    public Instant Reckoned { get; } = office.Reckoned;
    public bool MayAttest => HttpContext.Actor.May(Permission.ClockAttest);

    public async Task<IActionResult> OnPost()
    {
        if (!MayAttest)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!Seen.Read(office.Town.TimeZone, nameof(Seen)).Done(out var truth, out var refusal)
            || !(await watch.Attest(HttpContext.Actor, office.Town.Id, truth, Source)).Done(out _, out refusal))
        {
            ModelState.Refuse(refusal, texts, "");
            return Page();
        }

        return Redirect("/reloj?hecho=true");
    }
}
