using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Platform.Notices;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Shared;

/// <summary>/libro: where the ledger stands, who vouches for it, and whether it matches the database.</summary>
[Requires(Permission.LedgerVerify)]
internal sealed class LedgerBookPage(Office office, Storage storage, LogKeys keys, Checkpoints checkpoints, Witnessing witnessing, Texts texts) : PageModel
{
    public long Size { get; private set; }
    public string Root { get; private set; } = "";
    public SignedCheckpoint? Checkpoint { get; private set; }
    public IReadOnlyList<(string Name, Instant? At)> Witnesses { get; private set; } = [];
    public LedgerRecheck? Recheck { get; private set; }
    public IReadOnlyList<string> Alarms { get; private set; } = [];
    public string Key => keys.Of(office.Town.Id).Verifier.ToString();
    public string Fingerprint => keys.Of(office.Town.Id).Verifier.Fingerprint;

    public async Task OnGet()
    {
        await using var reader = new LedgerReader(storage, office.Town.Id);
        var (size, root) = await reader.Head();
        (Size, Root) = (size, root.ToHex());
        Checkpoint = await checkpoints.Newest(office.Town.Id);
        Witnesses = [.. witnessing.Witnesses.Select(witness => (witness.Key.Name, CosignedAt(witness.Key)))];
        Recheck = await office.Db.Set<LedgerRecheck>().SingleOrDefaultAsync();
        var alarms = await office.Db.Set<Notice>().Where(n => n.Kind.StartsWith("ledger-") && n.SeenAt == null).OrderByDescending(n => n.At).ToListAsync();
        Alarms = [.. alarms.DistinctBy(n => n.Telling).Select(n => NoticeWriter.Body(texts, n))];
    }

    /// <summary>The last checkpoint, as witnesses cosigned it; any verifier of C2SP checkpoints reads it.</summary>
    public async Task<IActionResult> OnGetCheckpoint() =>
        await checkpoints.Newest(office.Town.Id) is { } newest
            ? File(newest.ToBytes(), "text/plain; charset=utf-8", $"{newest.Body.Size}.checkpoint")
            : NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await VerifyLedger.Recheck(HttpContext.RequestServices, HttpContext.Actor, cancel);
        return Redirect("/libro");
    }

    public string Words(LedgerFinding finding)
    {
        var sentence = texts["finding." + finding.Code, finding.Table];
        var place = finding.Seq is { } seq ? texts["finding.at-event", seq] : finding.Record is { } record ? texts["finding.at-record", record.ToString()] : "";
        return string.Join(' ', sentence, place).Trim();
    }

    private Instant? CosignedAt(NoteVerifier witness) =>
        Checkpoint?.Note.Signatures.FirstOrDefault(s => witness.Verifies(Checkpoint.Note.Text, s)) is { } signature ? witness.TimeOf(signature) : null;
}
