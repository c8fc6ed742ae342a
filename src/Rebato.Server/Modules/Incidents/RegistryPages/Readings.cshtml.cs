using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Platform.Ui.Tags;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>Who has read what of the Registry, entry by entry, from the ledger (33.2). Looking here is recorded as well.</summary>
[Requires(Permission.AuditRead)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ReadingsPage(Office office, Storage storage, RegistryBook book, Registry registry, NamesOf names) : PageModel
{
    /// <summary>What of the ledger shows contents to somebody.</summary>
    private static readonly string[] Shown = ["registry.read", "registry.certified"];

    [BindProperty(SupportsGet = true, Name = "anio")]
    public int? AskedYear { get; set; }

    [BindProperty(SupportsGet = true, Name = PagesTag.After)]
    public string? After { get; set; }

    public int Year { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<(BookLine Line, IReadOnlyList<EntryTrace> Traces)> Lines { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public string? Next { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        var now = office.YearOf(office.Now);
        Years = [.. (await book.Years()).Append(now).Distinct().OrderDescending()];
        Year = AskedYear is { } asked && Years.Contains(asked) ? asked : now;
        var page = await book.Page(Year, YearlyNumber.Parse("REG", After)?.Ordinal ?? 0);
        var first = page.Count > 0 ? page[0].Entry.Number : "";
        if ((await registry.SeeReadings(HttpContext.Actor, Year, first, page.Count > 0 ? page[^1].Entry.Number : "")).Refusal is not null)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await using var ledger = new LedgerReader(storage, office.Town.Id);
        var lines = new List<(BookLine, IReadOnlyList<EntryTrace>)>();
        foreach (var line in page)
        {
            lines.Add((line, [.. EntryTrace.Of(await ledger.Of(line.Entry.Id)).Where(trace => Shown.Contains(trace.Event))]));
        }

        Lines = lines;
        Next = page.Count == RegistryBook.PageLines ? page[^1].Entry.Number : null;
        Names = await names(Lines.SelectMany(line => line.Traces).Select(trace => trace.By));
        return Page();
    }
}
