using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

/// <summary>What arrives as a report, whichever way it came.</summary>
/// <param name="Key">What the sender calls it, so that sending it again is known; empty when they gave none.</param>
public sealed record ArrivingReport(
    ReportChannel Channel,
    ReportKind Kind,
    YesNoUnknown TouchesPersonalData,
    ReportContent Content,
    IReadOnlyList<IncomingFile> Files,
    string Key);

/// <summary>A report that is registered, and where its proof stands.</summary>
/// <param name="Again">It had arrived before: this is that one.</param>
public sealed record RegisteredReport(Report Report, LedgerRef Proof, bool Again);

/// <summary>
/// Registers reports (Reglamento 28.1). What arrives twice, by its key or by its first file, is one report. Files and
/// report come in together or not at all.
/// </summary>
public sealed class ReportIntake(Office office, FileStore files)
{
    public async Task<Outcome<RegisteredReport>> Receive(Actor actor, ArrivingReport arriving, CancellationToken cancel)
    {
        if (ReportRules.Refusal(arriving) is { } refusal)
        {
            return refusal;
        }

        // Sealing a large file takes time that the one writer does not have: it is done before, under the new record's key.
        var id = NewId.At(office.Now);
        var key = Vault.NewKey();
        var marks = new List<FileMark>();
        foreach (var file in arriving.Files)
        {
            var mark = new FileMark(NewId.At(office.Now), file.Sha256, file.Size);
            await files.Keep(file, mark.Evidence, key, cancel);
            marks.Add(mark);
        }

        var registered = await Register(actor, arriving, id, key, marks);
        if (!registered.Done(out var report, out _) || report.Again)
        {
            marks.ForEach(mark => files.Remove(mark.Evidence));
        }

        return registered;
    }

    private Task<Outcome<RegisteredReport>> Register(Actor actor, ArrivingReport arriving, Guid id, byte[] key, List<FileMark> marks)
    {
        var fingerprint = Fingerprint(arriving);
        return office.Commit<RegisteredReport>(actor, async w =>
        {
            if (await w.Db.Reports.SingleOrDefaultAsync(r => r.Fingerprint == fingerprint) is { } known)
            {
                return new RegisteredReport(known, new LedgerRef(office.Town.Id, known.Id, "report.received"), Again: true);
            }

            w.AdoptKey(id, key);
            var year = office.YearOf(w.Now);
            var report = Report.Receive(
                id, year, await w.NextNumber("AV", year), w.Now, arriving.Channel, arriving.Kind, arriving.TouchesPersonalData,
                actor.SignedIn ? actor.Id : null, fingerprint, await w.Seal(id, arriving.Content));
            w.Db.Add(report);
            var proof = w.Record(
                id,
                new ReportReceived(report.Number, report.Channel, report.Kind, report.TouchesPersonalData, arriving.Content, marks),
                ReportRules.DutyToTell(report.Kind));
            foreach (var (mark, file) in marks.Zip(arriving.Files))
            {
                w.Db.Add(Evidence.Receive(mark.Evidence, id, null, w.Now, actor.Id, mark.Sha256, mark.Size, await w.Seal(id, new EvidenceContent(file.Name, arriving.Channel.ToString()))));
                w.Record(id, new EvidenceReceived(file.Name, mark.Sha256, mark.Size, arriving.Channel.ToString()));
            }

            return new RegisteredReport(report, proof, Again: false);
        });
    }

    /// <summary>Keyed, so that who has the database cannot try keys or files against it. Without key or file each is its own.</summary>
    private byte[] Fingerprint(ArrivingReport arriving)
    {
        var of = arriving.Key.Length > 0 ? "key\n" + arriving.Key
            : arriving.Files.Count > 0 ? "file\n" + arriving.Files[0].Sha256
            : "one\n" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        return HMACSHA256.HashData(office.Keys.Derive("report-fingerprint", office.Town.Id), Encoding.UTF8.GetBytes(of));
    }
}
