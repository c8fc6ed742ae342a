using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;
using Rebato.Platform.Ui.Tags;

namespace Rebato.Modules.Incidents;

/// <summary>The list of incidents, with what is asked of it in its address.</summary>
[Requires(Permission.IncidentsRead)]
internal sealed class IncidentListPage(IncidentSearch search, IncidentReader reader, IncidentExport export, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public IncidentFilter Filter { get; set; } = new();

    [FromQuery(Name = SortTag.Parameter)]
    public string? Sort { get; set; }

    [FromQuery(Name = PagesTag.After)]
    public string? After { get; set; }

    [FromQuery(Name = PagesTag.Before)]
    public string? Before { get; set; }

    public IncidentPageOf Shown { get; private set; } = new([], null, null);

    public int Counted { get; private set; }

    public bool AnyAtAll { get; private set; } = true;

    public string SortShown => Sort is "alta" or "-nivel" ? Sort : "-alta";

    public string Caption => Counted > IncidentSearch.MostCounted ? texts["list.many", IncidentSearch.MostCounted] : texts.Count("list.count", Counted);

    public string ExportAddress => Query.With(Request, "handler", "Export", PagesTag.After, PagesTag.Before, SortTag.Parameter);

    public IReadOnlyList<(string Parameter, string Says)> Chips => [.. Filter.Chips(texts)];

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        // Who types a number wants that incident.
        if (YearlyNumber.Parse("INC", Filter.Text) is not null && await reader.Incident(Filter.Text, cancel) is { } exact)
        {
            return Redirect("/incidencias/" + exact.Row.Number);
        }

        if (Filter.BadDate is { } field)
        {
            ModelState.AddModelError(field, texts["list.bad-date"]);
            return Page();
        }

        var order = Sort switch { "alta" => IncidentOrder.OldestFirst, "-nivel" => IncidentOrder.GravestFirst, _ => IncidentOrder.NewestFirst };
        Shown = await search.Page(Filter, order, After, Before, cancel);
        Counted = await search.Count(Filter, cancel);
        AnyAtAll = Counted > 0 || Chips.Count > 0;
        return Page();
    }

    /// <summary>The same filters, all of them, as a file.</summary>
    public async Task<IActionResult> OnGetExport(CancellationToken cancel)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = texts["export.file"] }.ToString();
        await export.Write(Filter, Response.Body, cancel);
        return new EmptyResult();
    }
}
