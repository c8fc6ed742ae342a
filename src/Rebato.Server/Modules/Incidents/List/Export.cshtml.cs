using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>The list as a file for a spreadsheet, with the same filters, written as it is read.</summary>
[Requires(Permission.IncidentsRead)]
internal sealed class IncidentExportPage(IncidentSearch search, Texts texts, Formats formats) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public IncidentFilter Filter { get; set; } = new();

    public async Task OnGet(CancellationToken cancel)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = texts["export.file"] }.ToString();
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        // The class of the document goes before anything else that it says (Reglamento 1.3).
        await writer.WriteLineAsync(Csv.Line(texts["export.class"], texts["class-of-information.Confidential"]));
        await writer.WriteLineAsync(Csv.Line(
            texts["column.number"], texts["column.subject"], texts["column.area"], texts["column.type"], texts["column.level"],
            texts["column.state"], texts["column.data"], texts["column.opened"], texts["column.closed"]));
        await foreach (var row in search.All(Filter, cancel))
        {
            await writer.WriteLineAsync(Csv.Line(
                row.Number,
                row.Subject ?? texts["incident.erased"],
                row.Area,
                row.TypeKey.Length > 0 ? texts["type." + row.TypeKey] : "",
                row.TypeKey.Length > 0 ? texts["level." + row.Level.Key] : "",
                texts["phase." + row.Phase],
                texts["personal-data." + row.PersonalData],
                formats.DateTime(row.OpenedAt),
                row.ClosedAt is { } closed ? formats.DateTime(closed) : ""));
        }
    }
}
