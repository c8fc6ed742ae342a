using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>How much of a report somebody who holds its number may see.</summary>
internal enum ReceiptView
{
    None,

    /// <summary>That it arrived, and when: for who brought a file that another had brought before.</summary>
    Arrival,

    /// <summary>What they said themselves.</summary>
    Whole,
}

/// <summary>
/// The way back to a report without an account: links with a token that only this office can make (HMAC of the report's
/// id). Who sends what was already known gets the whole only if they said the same.
/// </summary>
internal sealed class ReportReceipts(Office office, Receipts receipts)
{
    private const int TokenBytes = 16;

    public async Task<string> LinkFor(RegisteredReport registered, ReportContent said)
    {
        var whole = !registered.Again || await ContentOf(registered.Report) == said;
        return Link(registered.Report, whole ? ReceiptView.Whole : ReceiptView.Arrival) + (registered.Again ? "&ya=1" : "");
    }

    public string Link(Report report, ReceiptView view) => $"/aviso/{report.Number}/resguardo?t={Token(report.Id, view)}";

    /// <summary>Where the receipt is downloaded as a file.</summary>
    public string FileLink(Report report, ReceiptView view) => $"/aviso/{report.Number}/resguardo{Receipt.Extension}?t={Token(report.Id, view)}";

    /// <summary>The report of a number: AV-2026-0418.</summary>
    public async Task<Report?> Find(string number) =>
        number.Split('-') is ["AV", var year, var ordinal] && int.TryParse(year, out var y) && int.TryParse(ordinal, out var o)
            ? await office.Db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Year == y && r.Ordinal == o)
            : null;

    /// <summary>What the token, or being who they are, lets somebody see.</summary>
    public ReceiptView ViewOf(Report report, string? token, Actor actor)
    {
        if (Matches(token, report.Id, ReceiptView.Whole) || actor.May(Permission.IncidentsRead) || (actor.SignedIn && report.Reporter == actor.Id))
        {
            return ReceiptView.Whole;
        }

        return Matches(token, report.Id, ReceiptView.Arrival) ? ReceiptView.Arrival : ReceiptView.None;
    }

    /// <summary>The proof that it arrived, checked anywhere without this office; with what was said for whoever said it.</summary>
    public async Task<Outcome<Receipt>> ProofOf(Report report, ReceiptView view) =>
        await receipts.Of(office.Town, report.Id, "report.received", report.Number, disclose: view == ReceiptView.Whole);

    /// <summary>What was said; null when it was erased.</summary>
    public async Task<ReportContent?> ContentOf(Report report)
    {
        var wrapped = await WrappedKey(report);
        return office.Vault.Open<ReportContent>(report.Id, wrapped, report.Content);
    }

    /// <summary>The files that came with it, by name and hash.</summary>
    public async Task<IReadOnlyList<(string Name, string Sha256, long Size)>> FilesOf(Report report)
    {
        var wrapped = await WrappedKey(report);
        var files = await office.Db.Evidence.AsNoTracking().Where(e => e.Owner == report.Id).OrderBy(e => e.Id).ToListAsync();
        return [.. files.Select(f => (office.Vault.Open<EvidenceContent>(report.Id, wrapped, f.Content)?.Name ?? "", f.Sha256, f.Size))];
    }

    private Task<byte[]?> WrappedKey(Report report) =>
        office.Db.RecordKeys.AsNoTracking().Where(k => k.Record == report.Id).Select(k => (byte[]?)k.Wrapped).SingleOrDefaultAsync();

    private string Token(Guid report, ReceiptView view)
    {
        var key = office.Keys.Derive("report-receipt", office.Town.Id);
        byte[] of = [(byte)view, .. report.ToByteArray(bigEndian: true)];
        return WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, of).AsSpan(0, TokenBytes));
    }

    private bool Matches(string? token, Guid report, ReceiptView view) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Token(report, view)));
}
