using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>A piece of evidence: what it is, through whose hands it went, and whether it is still what came in.</summary>
[Requires(Permission.EvidenceRead)]
internal sealed class EvidenceFilePage(Office office, IncidentReader reader, EvidenceDesk desk, Chronology chronology, Naming naming, Texts texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Where { get; set; }

    public Evidence Evidence { get; private set; } = null!;

    public EvidenceContent? Known { get; private set; }

    /// <summary>Where its incident, or its report while there is none, is shown.</summary>
    public string? Back { get; private set; }

    public IReadOnlyList<Moment> Custody { get; private set; } = [];

    public string Name => Known?.Name ?? texts["incident.erased"];

    public bool MayHandOver => HttpContext.Actor.May(Permission.EvidenceAttach);

    public string? Done => Request.Query["hecho"] is [{ Length: > 0 } done] ? texts.Find("done." + done) : null;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await office.Db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id) is not { } evidence)
        {
            context.Result = NotFound();
            return;
        }

        Evidence = evidence;
        Known = await reader.Open<EvidenceContent>(evidence.Owner, evidence.Content);
        await ReadHistory();
        await next();
    }

    public async Task<IActionResult> OnPostCheck(CancellationToken cancel) => await Finish(await desk.Check(HttpContext.Actor, Id, cancel), "checked");

    public async Task<IActionResult> OnPostHandOver() =>
        MayHandOver ? await Finish(await desk.HandOver(HttpContext.Actor, Id, What ?? "", Where ?? ""), "handed-over") : StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>Always a download, never shown: nothing that came from outside runs or is drawn under this office's name.</summary>
    public async Task<IActionResult> OnGetDownload(CancellationToken cancel)
    {
        if (!(await desk.Check(HttpContext.Actor, Id, cancel)).Done(out var evidence, out var refusal))
        {
            Refuse(refusal);
            await ReadHistory();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Name);
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        Response.Headers.CacheControl = "no-store";
        Response.ContentType = "application/octet-stream";
        Response.ContentLength = evidence.Size;
        await desk.CopyTo(evidence, Response.Body, cancel);
        return new EmptyResult();
    }

    public IReadOnlyList<Fact> Facts(Formats formats) =>
    [
        new(texts["evidence.size"], formats.Size(Evidence.Size)),
        new(texts["evidence.sha256"], Evidence.Sha256),
        new(texts["evidence.origin"], texts.Find("channel." + Known?.Origin) ?? Known?.Origin ?? "–"),
        new(texts["evidence.received"], formats.LongDateTime(Evidence.ReceivedAt)),
        new(texts["evidence.brought-by"], naming.Of(Evidence.BroughtBy, HttpContext.Actor)),
        new(texts["file.class"], texts["class-of-information." + Evidence.Confidentiality]),
    ];

    private async Task ReadHistory()
    {
        var owner = await chronology.Of(Evidence.Owner);
        var entries = Evidence.Incident is { } incident && incident != Evidence.Owner ? [.. owner, .. await chronology.Of(incident)] : owner;
        Custody = await chronology.Told(entries.Where(Concerns), HttpContext.Actor);
        await naming.Learn([Evidence.BroughtBy]);
        Back = Evidence.Incident is { } known ? "/incidencias/" + await reader.NumberOf(known)
            : await office.Db.Reports.Where(r => r.Id == Evidence.Owner).Select(r => new { r.Year, r.Ordinal }).FirstOrDefaultAsync() is { } report ? $"/cau/AV-{report.Year}-{report.Ordinal:0000}"
            : null;
    }

    private bool Concerns(LedgerEntry entry) =>
        entry.Json is { } body && (body["evidence"]?.ToString() == Id.ToString() || (entry.Leaf.Type == "evidence.received" && body["sha256"]?.ToString() == Evidence.Sha256));

    private async Task<IActionResult> Finish(Outcome<Evidence> outcome, string done)
    {
        if (outcome.Done(out _, out var refusal))
        {
            return Redirect($"/pruebas/{Id}?hecho={done}");
        }

        Refuse(refusal);
        await ReadHistory();
        return Page();
    }

    private void Refuse(Refusal refusal) => ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
}
