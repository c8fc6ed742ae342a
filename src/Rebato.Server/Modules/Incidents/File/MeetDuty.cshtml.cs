using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>Says that what the law asked for was done: when, how, under which number; late, with the reasons of the delay.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class MeetDutyPage(IncidentTools tools, Office office, DutyBoard board) : IncidentPage(tools)
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public DateTimeBoxes MetAt { get; set; } = new();

    [BindProperty]
    public string? How { get; set; }

    public DutyCard Card { get; private set; } = null!;

    public Instant Now => office.Now;

    public bool Late => !Card.AtOnce && Now > Card.Duty.DueAt;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        MetAt = DateTimeBoxes.Of(Now, office.Town.TimeZone);
        return await Find(cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!await Find(cancel))
        {
            return NotFound();
        }

        if (MetAt.Read(office.Town.TimeZone, nameof(MetAt)).Done(out var met, out var unreadable))
        {
            // The boxes have minutes; what was done a moment ago was not done in the minute's first second.
            var at = met < Card.Duty.StartedAt && Card.Duty.StartedAt - met < TimeSpan.FromMinutes(1) ? Card.Duty.StartedAt : met;
            return await Do(() => board.Meet(Actor, Id, at, How ?? ""), "met");
        }

        Refuse(unreadable);
        return Page();
    }

    private async Task<bool> Find(CancellationToken cancel)
    {
        var duty = await office.Db.Duties.AsNoTracking().SingleOrDefaultAsync(d => d.Id == Id && d.Incident == Incident.Id, cancel);
        if (duty is not null)
        {
            Card = DutyCard.Of(duty, board, Texts.InEnglish ? Language.English : Language.Spanish);
        }

        return duty is not null;
    }
}
