using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;

namespace Rebato.Modules.Incidents;

/// <summary>
/// Erases what a report or an incident says (RGPD 17; retention, LOPDGDD 32): its key is destroyed, and with it everything
/// that lay sealed under it, files and events included. Rows, numbers and proofs stay. The Registry itself is not erased:
/// the law asks for it (RGPD 17.3.b).
/// </summary>
public sealed class Erasure(Office office, Storage storage, FileStore files)
{
    private static readonly Citation Right = new("RGPD", "17");
    private static readonly Citation Kept = new("RGPD", "17.3.b");

    public async Task<Outcome<Nothing>> EraseRecord(Actor actor, Guid record, string legalBasis, CancellationToken cancel)
    {
        var erased = await office.Commit<List<Guid>>(actor, w => Erase(w, actor, record, legalBasis.Trim()), cancel);
        if (!erased.Done(out var evidence, out var refusal))
        {
            return refusal;
        }

        // Sealed under a key that no longer exists: a crash before this loses nothing but space.
        evidence.ForEach(files.Remove);
        await storage.Engine.ScrubErased(cancel);
        return default(Nothing);
    }

    private async Task<Outcome<List<Guid>>> Erase(Writing w, Actor actor, Guid record, string legalBasis)
    {
        var refusal = AccessRules.Refusal(actor, Permission.RecordsErase)
            ?? (legalBasis.Length == 0 ? new Refusal("erase.needs-basis", Right, "LegalBasis") : null)
            ?? await Fixed(w.Db, record);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await w.Db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == record) is { } incident)
        {
            var said = IncidentDesk.Searched(await w.Open<IncidentContent>(incident.Id, incident.Content));
            var tokens = new SearchIndex(office.Keys, office.Town.Id).Tokens(said).ToList();
            w.Db.RemoveRange(await w.Db.Set<SearchToken>().Where(t => t.Document == incident.Document && tokens.Contains(t.Token)).ToListAsync());
        }

        await w.Erase(record);
        w.Record(record, new RecordErased(record, legalBasis), keyed: office.Town.Log);
        return await w.Db.Evidence.Where(e => e.Owner == record).Select(e => e.Id).ToListAsync();
    }

    /// <summary>Why a record cannot be erased now, or ever.</summary>
    private static async Task<Refusal?> Fixed(RebatoDb db, Guid record)
    {
        if (await db.RegistryEntries.AnyAsync(e => e.Id == record))
        {
            return new Refusal("erase.registry", Kept);
        }

        var incident = await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == record);
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == record);
        if (incident is null && report is null)
        {
            return new Refusal("erase.unknown", Right);
        }

        var at = incident?.Id ?? report!.Incident;
        return report is { State: ReportState.Waiting } || await db.Incidents.AnyAsync(i => i.Id == at && i.Phase != IncidentPhase.Closed) ? new Refusal("erase.open", Right)
            : await db.RecordKeys.AnyAsync(k => k.Record == record) ? null
            : new Refusal("erase.already", Right);
    }
}
