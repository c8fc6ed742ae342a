using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>What an entry says. Opening this page is a reading, and is in the ledger before anything is shown (33.2).</summary>
[Requires(Permission.RegistryRead)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class EntryPage(Office office, Storage storage, RegistryBook book, Registry registry, NamesOf names) : PageModel
{
    public RegistryEntry Entry { get; private set; } = null!;
    public RegistryContent? Says { get; private set; }
    public BookLine Line { get; private set; } = null!;
    public IReadOnlyList<BookLine> Chain { get; private set; } = [];
    public IReadOnlyList<EntryTrace> Traces { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public bool MayChange => HttpContext.Actor.May(Permission.RegistryEnter)
        && Entry.Kind == RegistryEntryKind.Inscription && Line.State != EntryState.Annulled;

    public bool MayCertify => HttpContext.Actor.May(Permission.RegistryCertify);

    public async Task<IActionResult> OnGet(string number)
    {
        // A browser that fetches ahead shows it to nobody: that is not a reading, and must not look like one.
        if (Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase))
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (await book.Find(number) is not { } found)
        {
            return NotFound();
        }

        if (!(await registry.Read(HttpContext.Actor, found.Id, "page")).Done(out var read, out _))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        (Entry, Says) = (read.Entry, read.Content);
        Chain = await book.Chain(Entry);
        Line = Chain.Single(line => line.Entry.Id == Entry.Id);
        await using var ledger = new LedgerReader(storage, office.Town.Id);
        Traces = EntryTrace.Of(await ledger.Of(Entry.Id));
        Names = await names(Traces.Select(trace => trace.By).Append(Entry.EnteredBy).Concat(Chain.Select(line => line.Entry.EnteredBy)));
        return Page();
    }
}

/// <summary>One line of who did what with an entry, as the ledger has it.</summary>
internal sealed record EntryTrace(Instant At, Guid By, string Event, long Seq)
{
    public static IReadOnlyList<EntryTrace> Of(IEnumerable<LedgerEntry> events) =>
        [.. events.Select(e => new EntryTrace(e.Leaf.At, e.Leaf.ActorId, e.Leaf.Type, e.Seq)).OrderByDescending(trace => trace.Seq)];
}
