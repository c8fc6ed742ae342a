using Microsoft.AspNetCore.Mvc;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>Corrects an inscription by a new entry. What it says today is shown to be corrected, so this is a reading too.</summary>
[Requires(Permission.RegistryEnter)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class CorrectPage(RegistryBook book, Registry registry, NamesOf names, Texts texts) : FollowPage(book, names, texts)
{
    [BindProperty]
    public Statement Says { get; set; } = new();

    protected override async Task<IActionResult> Show()
    {
        if (CannotFollow is not null)
        {
            return Page();
        }

        var latest = (await Book.Chain(Line.Entry)).Last(line => line.Entry.Kind != RegistryEntryKind.Annulment).Entry;
        if (!(await registry.Read(HttpContext.Actor, latest.Id, "correction")).Done(out var read, out _))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Says = new Statement { Facts = read.Content?.Facts, Effects = read.Content?.Effects, Measures = read.Content?.Measures };
        return Page();
    }

    protected override IEnumerable<Refusal> Missing() => [.. base.Missing(), .. Says.Missing()];

    protected override Task<Outcome<RegistryEntry>> Act(Actor actor, Guid entry, string certificateSubject) =>
        registry.Correct(actor, entry, Says.Facts!, Says.Effects!, Says.Measures!, Reason!, certificateSubject);
}
