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
/// Registers reports (Reglamento 28.1). What arrives twice, by its key or with files that all came before, is one
/// report. Files and report come in together or not at all.
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
        var sealing = new SealedFiles(NewId.At(office.Now), Vault.NewKey(), []);
        var kept = false;
        try
        {
            await Seal(arriving, sealing, cancel);
            var registered = await Register(actor, arriving, sealing);
            kept = registered.Done(out var report, out _) && !report.Again;
            return registered;
        }
        catch (IOException)
        {
            return new Refusal("storage.full");
        }
        finally
        {
            if (!kept)
            {
                sealing.Marks.ForEach(mark => files.Remove(mark.Evidence));
            }
        }
    }

    private async Task Seal(ArrivingReport arriving, SealedFiles sealing, CancellationToken cancel)
    {
        foreach (var file in arriving.Files)
        {
            var mark = new FileMark(NewId.At(office.Now), file.Sha256, file.Size);
            await files.Keep(file, mark.Evidence, sealing.Key, cancel);
            sealing.Marks.Add(mark);
        }
    }

    private Task<Outcome<RegisteredReport>> Register(Actor actor, ArrivingReport arriving, SealedFiles sealing)
    {
        var (id, key, marks) = sealing;
        var fingerprint = Fingerprint(arriving);
        var known = marks.Select(mark => Keyed("file\n" + mark.Sha256)).DistinctBy(Convert.ToHexString).ToList();
        return office.Commit<RegisteredReport>(actor, async w =>
        {
            if (await Before(w.Db, fingerprint, known) is { } before)
            {
                return new RegisteredReport(before, new LedgerRef(office.Town.Id, before.Id, "report.received"), Again: true);
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

            foreach (var mark in known)
            {
                if (!await w.Db.ReportMarks.AnyAsync(m => m.Mark == mark))
                {
                    w.Db.Add(new ReportMark { Mark = mark, Report = id });
                }
            }

            return new RegisteredReport(report, proof, Again: false);
        });
    }

    /// <summary>The report that this one already is: the same key, or every one of its files came with that one.</summary>
    private static async Task<Report?> Before(RebatoDb db, byte[] fingerprint, List<byte[]> marks)
    {
        if (await db.Reports.SingleOrDefaultAsync(r => r.Fingerprint == fingerprint) is { } known)
        {
            return known;
        }

        var owners = new HashSet<Guid?>();
        foreach (var mark in marks)
        {
            owners.Add(await db.ReportMarks.Where(m => m.Mark == mark).Select(m => (Guid?)m.Report).SingleOrDefaultAsync());
        }

        return owners is { Count: 1 } && owners.Single() is { } owner ? await db.Reports.SingleOrDefaultAsync(r => r.Id == owner) : null;
    }

    /// <summary>Without a key each is its own.</summary>
    private byte[] Fingerprint(ArrivingReport arriving) =>
        Keyed(arriving.Key.Length > 0 ? "key\n" + arriving.Key : "one\n" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Keyed, so that who has the database cannot try keys or files against it.</summary>
    private byte[] Keyed(string of) => HMACSHA256.HashData(office.Keys.Derive("report-fingerprint", office.Town.Id), Encoding.UTF8.GetBytes(of));

    /// <summary>Files sealed under the key of a report that is not registered yet.</summary>
    private sealed record SealedFiles(Guid Id, byte[] Key, List<FileMark> Marks);
}
