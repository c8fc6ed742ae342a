using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;
using Rebato.Platform.Ui.Tags;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>The book of the Registry, year by year in order of number, and what waits to be entered. It shows no contents.</summary>
[Requires(Permission.RegistryList)]
internal sealed class BookPage(Office office, RegistryBook book, Registry registry, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "anio")]
    public int? AskedYear { get; set; }

    [BindProperty(SupportsGet = true, Name = PagesTag.After)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = PagesTag.Before)]
    public string? Before { get; set; }

    /// <summary>The entry that was just made.</summary>
    [BindProperty(SupportsGet = true, Name = "hecha")]
    public string? Made { get; set; }

    public int Year { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];
    public int Count { get; private set; }
    public IReadOnlyList<BookLine> Lines { get; private set; } = [];
    public IReadOnlyList<AwaitedEntry> Awaited { get; private set; } = [];
    public int AwaitedCount { get; private set; }
    public RegistryEntry? JustMade { get; private set; }
    public string? Next { get; private set; }
    public string? Previous { get; private set; }
    public bool MayEnter => HttpContext.Actor.May(Permission.RegistryEnter);
    public bool MayRead => HttpContext.Actor.May(Permission.RegistryRead);
    public bool MayCertify => HttpContext.Actor.May(Permission.RegistryCertify);

    public async Task OnGet()
    {
        var now = office.YearOf(office.Now);
        Years = [.. (await book.Years()).Append(now).Distinct().OrderDescending()];
        Year = AskedYear is { } asked && Years.Contains(asked) ? asked : now;
        Count = await book.Count(Year);
        Lines = await book.Page(Year, OrdinalOf(After) ?? 0, OrdinalOf(Before));
        Next = Lines.Count > 0 && (await book.Page(Year, Lines[^1].Entry.Ordinal, most: 1)).Count > 0 ? Lines[^1].Entry.Number : null;
        Previous = Lines.Count > 0 && (await book.Page(Year, before: Lines[0].Entry.Ordinal, most: 1)).Count > 0 ? Lines[0].Entry.Number : null;
        JustMade = Made is null ? null : await book.Find(Made);
        if (MayEnter)
        {
            Awaited = await book.Awaited();
            AwaitedCount = await book.AwaitedCount();
        }
    }

    /// <summary>The book of a year as a file for the office of the Local Government Board.</summary>
    public async Task<IActionResult> OnGetFile()
    {
        var year = AskedYear ?? office.YearOf(office.Now);
        var lines = await book.Page(year, most: int.MaxValue);
        var bytes = BookFile.Csv(lines, office.Town.TimeZone, texts);
        if ((await registry.Export(HttpContext.Actor, year, lines.Count, Convert.ToHexStringLower(SHA256.HashData(bytes)))).Refusal is not null)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return File(bytes, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"registro-{year}.csv"));
    }

    private static int? OrdinalOf(string? number) => YearlyNumber.Parse("REG", number)?.Ordinal;
}
