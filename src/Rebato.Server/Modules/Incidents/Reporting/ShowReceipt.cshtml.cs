using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Ui;
using Fact = Rebato.Platform.Ui.Fact;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>«/aviso/AV-2026-0418/resguardo»: that the report arrived, what to do meanwhile, what happens next, and the proof.</summary>
[OpenToAll("The way back for who reported without an account: the link carries a token only the office can make")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ShowReceipt(ReportReceipts receipts, OfficeSettings settings, Texts texts, Formats formats) : PageModel
{
    public Report Report { get; private set; } = null!;

    /// <summary>They sent it and it was here already.</summary>
    public bool Again { get; private set; }

    public bool Whole { get; private set; }
    public IReadOnlyList<Fact> Facts { get; private set; } = [];
    public IReadOnlyList<string> Advice { get; private set; } = [];
    public Instant ReadBy => Report.ReceivedAt + TimeSpan.FromHours(settings.Reports.ReviewHours);
    public string BackHere { get; private set; } = "";
    public string FileLink { get; private set; } = "";

    /// <summary>The proof as a QR code says it; null when it does not fit.</summary>
    public string? Qr { get; private set; }

    /// <summary>Reports in which every minute counts.</summary>
    public bool Urgent => Report.Kind is ReportKind.LostOrStolenDevice or ReportKind.LostOrStolenMedium or ReportKind.ComputerActsStrangely
        or ReportKind.SomebodyUsesMyAccount or ReportKind.CertificateMisused;

    public async Task<IActionResult> OnGetAsync(string number)
    {
        var token = Request.Query["t"].ToString();
        if (await receipts.Find(number) is not { } report || receipts.ViewOf(report, token, HttpContext.Actor) is var view && view == ReceiptView.None)
        {
            return NotFound();
        }

        Report = report;
        Again = Request.Query["ya"] == "1";
        Whole = view == ReceiptView.Whole;
        BackHere = $"{Request.Scheme}://{Request.Host}{receipts.Link(report, view)}";
        FileLink = receipts.FileLink(report, view);
        Qr = (await receipts.ProofOf(report, view)).Done(out var proof, out _) && ReceiptQr.Write(proof).Done(out var qr, out _) ? qr : null;
        Advice = [.. Enumerable.Range(1, 4).Select(n => $"report.advice.{report.Kind}.{n}").Where(texts.Has)];
        if (Whole)
        {
            Facts = await WhatWasSaid(report);
        }

        return Page();
    }

    private async Task<IReadOnlyList<Fact>> WhatWasSaid(Report report)
    {
        var facts = new List<Fact> { new(texts["receipt.kind"], texts[$"report.kind.{report.Kind}"]) };
        if (await receipts.ContentOf(report) is not { } said)
        {
            return facts;
        }

        facts.Add(new(texts["receipt.account"], said.Account));
        facts.Add(new(texts["receipt.noticed"], said.Noticed));
        facts.Add(new(texts["receipt.personal"], texts[$"report.personal.{report.TouchesPersonalData}"]));
        facts.Add(new(texts["receipt.you"], string.Join(" · ", new[] { said.Who, said.Contact, said.Place }.Where(part => part.Length > 0))));
        foreach (var (name, sha256, size) in await receipts.FilesOf(report))
        {
            facts.Add(new(texts["receipt.file"], texts.Html("receipt.file.value", name, formats.Size(size), sha256)));
        }

        return [.. facts.Where(fact => fact.Value is not StringHtml { Empty: true })];
    }
}
