using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

/// <summary>
/// The Registry of Incidents (Reglamento 38). Entries are only added; every reading of one is recorded before it is
/// shown; only the office of the Local Government Board certifies. The rules bind whoever calls: page, command or API.
/// </summary>
public sealed class Registry(Office office)
{
    private static readonly Citation Keeping = new("Reglamento", "38");
    private static readonly Citation Inclusion = new("Reglamento", "38.4");

    public Task<Outcome<RegistryEntry>> Enter(Actor actor, Guid incidentId, string facts, string effects, string measures, string certificateSubject) =>
        Write(actor, async w =>
        {
            var incident = await w.Db.Incidents.SingleOrDefaultAsync(i => i.Id == incidentId);
            if (incident is null)
            {
                return new Refusal("incident.unknown", Keeping);
            }

            var decided = await w.Db.InclusionDecisions.AnyAsync(d => d.Incident == incidentId);
            if (RegistryRules.BasisOf(incident, decided) is not { } basis)
            {
                return new Refusal("registry.not-personal-nor-decided", Inclusion);
            }

            if (await RegistryQueries.HasStandingEntry(w.Db, incidentId))
            {
                return new Refusal("registry.already-entered", Keeping);
            }

            var subject = (await w.Open<IncidentContent>(incident.Id, incident.Content)).Subject;
            var content = new RegistryContent(incident.Number, subject, facts.Trim(), effects.Trim(), measures.Trim(), "", certificateSubject, actor.PublicEmployeeCertificate!);
            return await Append(w, RegistryEntryKind.Inscription, incidentId, null, basis, content);
        });

    /// <summary>A new entry that says which one it corrects, and why; the corrected one stays as it was.</summary>
    public Task<Outcome<RegistryEntry>> Correct(Actor actor, Guid entryId, string facts, string effects, string measures, string reason, string certificateSubject) =>
        About(actor, entryId, RegistryEntryKind.Correction, reason, content => content with
        {
            Facts = facts.Trim(),
            Effects = effects.Trim(),
            Measures = measures.Trim(),
            CertificateSubject = certificateSubject,
        });

    public Task<Outcome<RegistryEntry>> Annul(Actor actor, Guid entryId, string reason, string certificateSubject) =>
        About(actor, entryId, RegistryEntryKind.Annulment, reason, content => content with { CertificateSubject = certificateSubject });

    /// <summary>The reasoned decision by which an incident without personal data enters (38.4).</summary>
    public Task<Outcome<InclusionDecision>> DecideInclusion(Actor actor, Guid incidentId, string reason) =>
        office.Commit<InclusionDecision>(actor, async w =>
        {
            var incident = await w.Db.Incidents.SingleOrDefaultAsync(i => i.Id == incidentId);
            var refusal = AccessRules.Refusal(actor, Permission.IncidentsDecide)
                ?? (incident is null ? new Refusal("incident.unknown", Inclusion)
                    : string.IsNullOrWhiteSpace(reason) ? new Refusal("registry.inclusion-needs-reason", Inclusion, "Reason")
                    : incident.PersonalData == YesNoUnknown.Yes ? new Refusal("registry.enters-always", new Citation("Reglamento", "38.1"))
                    : await w.Db.InclusionDecisions.AnyAsync(d => d.Incident == incidentId) ? new Refusal("registry.inclusion-already-decided", Inclusion)
                    : null);
            if (refusal is not null)
            {
                return refusal;
            }

            var decision = new InclusionDecision(NewId.At(w.Now), incidentId, w.Now, actor.Id, await w.Seal(incidentId, reason.Trim()));
            w.Db.Add(decision);
            w.Record(incidentId, new InclusionDecided(incident!.Number, reason.Trim()));
            return decision;
        });

    /// <summary>Records the reading, and only then gives what the entry says.</summary>
    public async Task<Outcome<ReadEntry>> Read(Actor actor, Guid entryId, string why)
    {
        var recorded = await office.Commit<RegistryEntry>(actor, async w =>
        {
            if (AccessRules.Refusal(actor, Permission.RegistryRead) is { } refused)
            {
                return refused;
            }

            if (await w.Db.RegistryEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId) is not { } entry)
            {
                return new Refusal("registry.unknown", Keeping);
            }

            w.Record(entry.Id, new EntryRead(entry.Number, why));
            return entry;
        });
        if (!recorded.Done(out var read, out var refusal))
        {
            return refusal;
        }

        var wrapped = await office.Db.RecordKeys.Where(k => k.Record == entryId).Select(k => k.Wrapped).SingleOrDefaultAsync();
        return new ReadEntry(read, office.Vault.Open<RegistryContent>(entryId, wrapped, read.Content));
    }

    /// <summary>Certifies an entry for somebody who asked (38.2): what it said is bound by its hash.</summary>
    public Task<Outcome<CertifiedEntry>> Certify(Actor actor, Guid entryId, string forWhom) =>
        office.Commit<CertifiedEntry>(actor, async w =>
        {
            var refusal = AccessRules.Refusal(actor, Permission.RegistryCertify)
                ?? (string.IsNullOrWhiteSpace(forWhom) ? new Refusal("registry.certify-for-whom", new Citation("Reglamento", "38.2"), "ForWhom")
                    : forWhom.Length > ReportRules.LongestLine ? new Refusal("registry.line-too-long", new Citation("Reglamento", "38.2"), "ForWhom", ReportRules.LongestLine)
                    : null);
            if (refusal is not null)
            {
                return refusal;
            }

            if (await w.Db.RegistryEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId) is not { } entry)
            {
                return new Refusal("registry.unknown", Keeping);
            }

            var content = await w.Open<RegistryContent>(entryId, entry.Content);
            var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, Vault.Json)));
            var proof = w.Record(entryId, new EntryCertified(entry.Number, forWhom.Trim(), hash));
            return new CertifiedEntry(entry, content, forWhom.Trim(), hash, w.Now, proof);
        });

    /// <summary>Records that somebody looked at who read the entries of a page of the book (33.2).</summary>
    public Task<Outcome<Nothing>> SeeReadings(Actor actor, int year, string first, string last) =>
        OnBook(actor, Permission.AuditRead, new ReadingsSeen(year.ToString(CultureInfo.InvariantCulture), first, last));

    /// <summary>Records that the book of a year left as a file whose hash is known; it carries no contents (38.2).</summary>
    public Task<Outcome<Nothing>> Export(Actor actor, int year, int lines, string sha256) =>
        OnBook(actor, Permission.RegistryCertify, new BookExported(year.ToString(CultureInfo.InvariantCulture), lines, sha256));

    private Task<Outcome<Nothing>> OnBook<TEvent>(Actor actor, string permission, TEvent told)
        where TEvent : class =>
        office.Commit<Nothing>(actor, w =>
        {
            if (AccessRules.Refusal(actor, permission) is { } refused)
            {
                return Task.FromResult<Outcome<Nothing>>(refused);
            }

            w.Record(office.Town.Log, told);
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        });

    private Task<Outcome<RegistryEntry>> About(Actor actor, Guid entryId, RegistryEntryKind kind, string reason, Func<RegistryContent, RegistryContent> change) =>
        Write(actor, async w =>
        {
            var entry = await w.Db.RegistryEntries.SingleOrDefaultAsync(e => e.Id == entryId);
            if (entry is null)
            {
                return new Refusal("registry.unknown", Keeping);
            }

            var annulled = await w.Db.RegistryEntries.AnyAsync(e => e.About == entryId && e.Kind == RegistryEntryKind.Annulment);
            if (RegistryRules.MayFollow(entry, annulled, reason) is { } refusal)
            {
                return refusal;
            }

            var latest = await w.Db.RegistryEntries.Where(e => e.About == entryId && e.Kind == RegistryEntryKind.Correction)
                .OrderByDescending(e => e.Year).ThenByDescending(e => e.Ordinal).FirstOrDefaultAsync() ?? entry;
            var content = change(await w.Open<RegistryContent>(latest.Id, latest.Content)) with
            {
                Reason = reason.Trim(),
                CertificateSerial = actor.PublicEmployeeCertificate!,
            };
            return await Append(w, kind, entry.Incident, entry.Id, entry.Basis, content, entry.Number);
        });

    private Task<Outcome<RegistryEntry>> Write(Actor actor, Func<Writing, Task<Outcome<RegistryEntry>>> act) =>
        office.Commit<RegistryEntry>(actor, async w => AccessRules.Refusal(actor, Permission.RegistryEnter) is { } refusal ? refusal : await act(w));

    private async Task<Outcome<RegistryEntry>> Append(Writing w, RegistryEntryKind kind, Guid incident, Guid? about, RegistryBasis basis, RegistryContent content, string? aboutNumber = null)
    {
        if (RegistryRules.Missing(content) is { } missing)
        {
            return missing;
        }

        var id = NewId.At(w.Now);
        var year = office.YearOf(w.Now);
        var entry = new RegistryEntry(id, year, await w.NextNumber("REG", year), kind, incident, about, basis, w.Now, w.Actor.Id, await w.Seal(id, content));
        w.Db.Add(entry);
        w.Record(id, new EntryMade(entry.Number, kind, aboutNumber, basis, content));
        return entry;
    }
}

/// <summary>An entry with what it says; no content when its key was erased.</summary>
public sealed record ReadEntry(RegistryEntry Entry, RegistryContent? Content);

/// <summary>What the office of the Local Government Board certifies, and where in the ledger it stands.</summary>
public sealed record CertifiedEntry(RegistryEntry Entry, RegistryContent Content, string ForWhom, string Sha256, Instant At, LedgerRef Proof);
