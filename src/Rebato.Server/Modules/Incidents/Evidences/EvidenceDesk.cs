using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;

namespace Rebato.Modules.Incidents;

/// <summary>
/// What is done with files that prove something (ITS 2018, V): brought, handed over, checked, read. Every time one is
/// read its content is compared with the hash it came with, and one that differs is given to nobody.
/// </summary>
public sealed class EvidenceDesk(Office office, FileStore files)
{
    /// <summary>Largest file that a page takes in.</summary>
    public const long MostBytes = 25_000_000;

    private static readonly Citation Custody = new("ITS 2018", "V");

    public async Task<Outcome<Evidence>> Attach(Actor actor, Guid incidentId, IncomingFile file, string origin, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(origin) || origin.Length > ReportRules.LongestLine)
        {
            return new Refusal("evidence.no-origin", Custody, "Origin", ReportRules.LongestLine);
        }

        if (await KeyOf(incidentId, cancel) is not { } key)
        {
            return new Refusal("evidence.erased", Custody);
        }

        var id = NewId.At(office.Now);
        await files.Keep(file, id, key, cancel);
        var attached = await office.Commit<Evidence>(actor, async w =>
        {
            var incident = await w.Db.Incidents.SingleOrDefaultAsync(i => i.Id == incidentId);
            if (incident is not { IsOpen: true })
            {
                return new Refusal(incident is null ? "incident.unknown" : "incident.closed", IncidentRules.Lifecycle);
            }

            var content = new EvidenceContent(file.Name, origin.Trim());
            var evidence = Evidence.Receive(id, incidentId, incidentId, w.Now, actor.Id, file.Sha256, file.Size, await w.Seal(incidentId, content));
            w.Db.Add(evidence);
            w.Record(incidentId, new EvidenceReceived(file.Name, file.Sha256, file.Size, content.Origin));
            return evidence;
        }, cancel);
        if (attached.Refusal is not null)
        {
            files.Remove(id);
        }

        return attached;
    }

    /// <summary>A hand-over, a copy or a move: what was done with it, and where it is now.</summary>
    public Task<Outcome<Evidence>> HandOver(Actor actor, Guid evidenceId, string what, string where) =>
        office.Commit<Evidence>(actor, async w =>
        {
            var evidence = await w.Db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == evidenceId);
            if (evidence is null)
            {
                return new Refusal("evidence.unknown", Custody);
            }

            if ((Lacks(what, "What") ?? Lacks(where, "Where")) is { } missing)
            {
                return missing;
            }

            w.Record(evidence.Belongs, new EvidenceHandled(evidence.Id, what.Trim(), where.Trim()), keyed: evidence.Owner);
            return evidence;
        });

    /// <summary>
    /// Compares a file with its hash and records the reading, or the damage. Refused when it is not what came in.
    /// </summary>
    public async Task<Outcome<Evidence>> Check(Actor actor, Guid evidenceId, CancellationToken cancel)
    {
        var evidence = await office.Db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == evidenceId, cancel);
        if (evidence is null)
        {
            return new Refusal("evidence.unknown", Custody);
        }

        if (await KeyOf(evidence.Owner, cancel) is not { } key)
        {
            return new Refusal("evidence.erased", Custody);
        }

        var found = await files.Check(evidence.Id, key, evidence.Sha256, cancel);
        await office.Commit<Nothing>(actor, w =>
        {
            if (found == FileCheck.Whole)
            {
                w.Record(evidence.Belongs, new EvidenceRead(evidence.Id, evidence.Sha256, Whole: true), keyed: evidence.Owner);
            }
            else
            {
                w.Record(evidence.Belongs, new EvidenceDamaged(evidence.Id, evidence.Sha256, found.ToString()), keyed: evidence.Owner);
            }

            return Task.FromResult(Outcome<Nothing>.From(default(Nothing)));
        }, cancel);
        return found switch
        {
            FileCheck.Whole => evidence,
            FileCheck.Missing => new Refusal("evidence.missing", Custody),
            _ => new Refusal("evidence.altered", Custody),
        };
    }

    /// <summary>Gives the content of a file that <see cref="Check"/> found whole.</summary>
    public async Task CopyTo(Evidence evidence, Stream to, CancellationToken cancel)
    {
        if (await KeyOf(evidence.Owner, cancel) is { } key)
        {
            await files.CopyTo(evidence.Id, key, evidence.Sha256, to, cancel);
        }
    }

    private static Refusal? Lacks(string text, string field) =>
        string.IsNullOrWhiteSpace(text) || text.Length > ReportRules.LongestLine
            ? new Refusal("evidence.custody-incomplete", Custody, field, ReportRules.LongestLine)
            : null;

    private async Task<byte[]?> KeyOf(Guid record, CancellationToken cancel) =>
        await office.Db.RecordKeys.Where(k => k.Record == record).Select(k => k.Wrapped).SingleOrDefaultAsync(cancel) is { } wrapped
            ? office.Vault.Unwrap(record, wrapped)
            : null;
}
