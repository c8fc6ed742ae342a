using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>What the pages of correcting and annulling share: both add an entry about an inscription that stands.</summary>
internal abstract class FollowPage(RegistryBook book, NamesOf names, Texts texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    protected RegistryBook Book => book;

    public BookLine Line { get; private set; } = null!;
    public Refusal? CannotFollow { get; private set; }
    public bool Checking { get; private set; }

    public async Task<IActionResult> OnGet(string number) => await Load(number) ? await Show() : NotFound();

    public async Task<IActionResult> OnPost(string number, string? step)
    {
        if (!await Load(number))
        {
            return NotFound();
        }

        if (step == "edit" || CannotFollow is not null)
        {
            return Page();
        }

        foreach (var missing in Missing())
        {
            this.Refused(texts, missing);
        }

        if (!ModelState.IsValid || step != "enter")
        {
            Checking = ModelState.IsValid;
            return Page();
        }

        var actor = HttpContext.Actor;
        var entered = await Act(actor, Line.Entry.Id, (await names([actor.Id])).GetValueOrDefault(actor.Id) ?? "");
        return entered.Done(out var entry, out var refusal) ? Redirect("/registro?hecha=" + entry.Number) : this.Refused(texts, refusal);
    }

    /// <summary>What the empty form begins with.</summary>
    protected virtual Task<IActionResult> Show() => Task.FromResult<IActionResult>(Page());

    protected virtual IEnumerable<Refusal> Missing() =>
        RegistryRules.MayFollow(Line.Entry, annulled: false, Reason ?? "") is { } refusal ? [refusal] : [];

    protected abstract Task<Outcome<RegistryEntry>> Act(Actor actor, Guid entry, string certificateSubject);

    private async Task<bool> Load(string number)
    {
        if (await book.Find(number) is not { } entry)
        {
            return false;
        }

        Line = (await book.Chain(entry)).Single(line => line.Entry.Id == entry.Id);
        CannotFollow = RegistryRules.MayFollow(entry, Line.State == EntryState.Annulled, "-");
        return true;
    }
}
