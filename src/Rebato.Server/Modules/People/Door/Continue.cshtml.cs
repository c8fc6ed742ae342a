using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>/bloqueada/continuar: what was being sent when the session locked, to be sent now. Shown once.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class ContinuePage(Office office, PeopleDesk desk) : PageModel
{
    public PendingForm? Form { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        var actor = HttpContext.Actor;
        var pending = await office.Db.Sessions.Where(s => s.Id == actor.Session).Select(s => s.Pending).SingleAsync();
        Form = pending is null ? null : await desk.Open<PendingForm>(actor.Id, pending);
        if (Form is null)
            return LocalRedirect("/");
        await office.Commit<Nothing>(actor, async writing =>
        {
            (await writing.Db.Sessions.SingleAsync(s => s.Id == actor.Session)).Pending = null;
            return default(Nothing);
        });
        return Page();
    }
}
