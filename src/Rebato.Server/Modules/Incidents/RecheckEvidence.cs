using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

/// <summary>A file that is no longer what came in.</summary>
public sealed record DamagedFile(Guid Evidence, FileCheck Finding);

/// <summary>
/// The nightly round of the evidence room: every file is compared with its hash. What differs is told once in the ledger,
/// and again only when it is found otherwise.
/// </summary>
public sealed class RecheckEvidence(Office office, Storage storage, FileStore files)
{
    private const int Batch = 200;
    private const string Told = "evidence.damaged";

    public async Task<IReadOnlyList<DamagedFile>> Run(CancellationToken cancel)
    {
        var damaged = new List<DamagedFile>();
        await using var ledger = new LedgerReader(storage, office.Town.Id);
        for (var last = Guid.Empty; ;)
        {
            var rows = await (from evidence in office.Db.Evidence
                              join key in office.Db.RecordKeys on evidence.Owner equals key.Record
                              where evidence.Id > last
                              orderby evidence.Id
                              select new { evidence, key.Wrapped }).Take(Batch).ToListAsync(cancel);
            if (rows.Count == 0)
            {
                return damaged;
            }

            foreach (var row in rows)
            {
                var found = await files.Check(row.evidence.Id, office.Vault.Unwrap(row.evidence.Owner, row.Wrapped), row.evidence.Sha256, cancel);
                if (found != FileCheck.Whole)
                {
                    damaged.Add(new DamagedFile(row.evidence.Id, found));
                    await Tell(ledger, row.evidence, found);
                }
            }

            last = rows[^1].evidence.Id;
        }
    }

    private async Task Tell(LedgerReader ledger, Evidence evidence, FileCheck found)
    {
        var subject = evidence.Incident ?? evidence.Owner;
        var finding = found.ToString();
        var known = (await ledger.Of(subject, most: 10_000)).LastOrDefault(e => e.Leaf.Type == Told && e.Json?["evidence"]?.GetValue<Guid>() == evidence.Id);
        if (known?.Json?["finding"]?.GetValue<string>() != finding)
        {
            await office.Commit<Nothing>(Actor.Office, w =>
            {
                w.Record(subject, new EvidenceDamaged(evidence.Id, evidence.Sha256, finding), keyed: evidence.Owner);
                return Task.FromResult<Outcome<Nothing>>(default(Nothing));
            });
        }
    }
}
