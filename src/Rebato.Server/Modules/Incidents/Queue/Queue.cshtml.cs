using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>The queue of the desk: what nobody has looked at, what nobody has taken, what is one's own and what is due.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class QueuePage(DeskQueue queue, Office office, Formats formats, Texts texts) : PageModel
{
    public IReadOnlyList<WaitingReport> Waiting { get; private set; } = [];

    public IReadOnlyList<IncidentRow> Orphans { get; private set; } = [];

    public IReadOnlyList<IncidentRow> Mine { get; private set; } = [];

    public IReadOnlyList<DueDuty> Due { get; private set; } = [];

    public string? Done => Request.Query["hecho"] is [{ Length: > 0 } done] ? texts.Find("done." + done) : null;

    public async Task OnGet(CancellationToken cancel)
    {
        Waiting = await queue.Waiting(cancel);
        Orphans = await queue.WithoutOwner(cancel);
        Mine = await queue.Of(HttpContext.Actor.Id, cancel);
        Due = await queue.DueToday(cancel);
    }

    public string Age(Instant since) => texts["queue.age", formats.Days(office.Now - since)];

    public bool IsLate(DueDuty duty) => office.Now > duty.DueAt;

    public string Left(DueDuty duty) => texts[IsLate(duty) ? "clock.late" : "clock.left", formats.Days(office.Now - duty.DueAt)];

    public string NameOf(DueDuty duty) =>
        RuleBook.Shipped.Duties.First(d => d.Id == duty.Rule).Name.In(texts.InEnglish ? Language.English : Language.Spanish);

    /// <summary>«50 o más» once the list is cut.</summary>
    public string Figure(int count) => count >= DeskQueue.Most ? texts["queue.at-least", count] : formats.Number(count);
}
