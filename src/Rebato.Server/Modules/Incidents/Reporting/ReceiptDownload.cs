using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Access;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>«/aviso/AV-2026-0418/resguardo.rbt»: the receipt as a file, for whoever may see the page.</summary>
internal static class ReceiptDownload
{
    public static void Map(WebApplication app) => app.MapGet("/aviso/{number}/resguardo" + Receipt.Extension, Give)
        .WithMetadata(new OpenToAllAttribute("The way back for who reported without an account: the link carries a token only the office can make"))
        .ExcludeFromDescription();

    private static async Task<IResult> Give(HttpContext context, string number, string? t, ReportReceipts receipts)
    {
        if (await receipts.Find(number) is not { } report || receipts.ViewOf(report, t, context.Actor) is var view && view == ReceiptView.None)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        return (await receipts.ProofOf(report, view)).Done(out var proof, out _)
            ? Results.File(ReceiptFile.Write(proof), "application/octet-stream", report.Number + Receipt.Extension)
            : Results.NotFound();
    }
}
