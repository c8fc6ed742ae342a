using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ledger;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>A page about one report: finds it by the number of its address, and what happened to it.</summary>
internal abstract class ReportPage(IncidentTools tools) : PageModel
{
    [FromRoute]
    public string Number { get; set; } = "";

    public Report Report { get; private set; } = null!;

    /// <summary>Null when its key was erased.</summary>
    public ReportContent? Told { get; private set; }

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    public IReadOnlyList<Moment> Moments { get; private set; } = [];

    public Actor Actor => HttpContext.Actor;

    public string Address => "/cau/" + Report.Number;

    protected IncidentTools Tools => tools;

    protected Texts Texts => tools.Texts;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await tools.Reader.Report(Number) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        (Report, Told) = (found.Row, found.Content);
        Entries = await tools.Chronology.Of(Report.Id);
        Moments = await tools.Chronology.Told(Entries, Actor);
        // Somebody else decided while this form was open: the report's own page says what, and who.
        context.Result = Report.State != ReportState.Waiting && HttpMethods.IsGet(Request.Method) && !IsFile ? Redirect(Address) : null;
        if (context.Result is null)
        {
            await next();
        }
    }

    public IReadOnlyList<Crumb> Trail(string? here = null)
    {
        Crumb[] trail = [new(Texts["page.home"], "/"), new(Texts["menu.desk"], "/cau"), here is null ? new(Report.Number) : new(Report.Number, Address)];
        return here is null ? trail : [.. trail, new(here)];
    }

    /// <summary>The report's own page, which shows decided ones as well.</summary>
    protected virtual bool IsFile => false;

    protected void Refuse(Refusal refusal)
    {
        var field = MetadataProvider.GetMetadataForType(GetType()).Properties.Any(p => p.PropertyName == refusal.Field) ? refusal.Field! : "";
        ModelState.AddModelError(field, Texts.Of(refusal));
    }
}
