using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>Gives and takes roles and habilitations; each is a dated act with its author.</summary>
internal sealed class Grants(Office office)
{
    public Task<Outcome<Guid>> Grant(Actor actor, Guid person, Role role, DateOnly? until, string reason) =>
        office.Commit<Guid>(actor, writing => Grant(writing, person, role, until, reason, office.Today));

    /// <summary>The same inside another act: the first administrator's is granted by whoever sits at the console.</summary>
    public static async Task<Outcome<Guid>> Grant(Writing writing, Guid person, Role role, DateOnly? until, string reason, DateOnly today)
    {
        if (await PersonIn(writing, person) is not { } row)
            return PeopleRules.Unknown;
        if (reason.Trim().Length == 0)
            return PeopleRules.ReasonMissing;
        if (PeopleRules.Grant(writing.Actor.Id, row, role, until, await Held(writing, person, today), today) is { } refusal)
            return refusal;
        var id = NewId.At(writing.Now);
        writing.Db.Add(new RoleGrant(id, person, role, until, await writing.Seal(person, new GivenReason(reason.Trim())), writing.Actor.Id, writing.Now));
        writing.Record(person, new RoleGranted(id, role, until, reason.Trim()));
        return id;
    }

    public Task<Outcome<Nothing>> Revoke(Actor actor, Guid grant, string reason) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            if (await writing.Db.RoleGrants.SingleOrDefaultAsync(g => g.Id == grant) is not { } row)
                return PeopleRules.Unknown;
            if (reason.Trim().Length == 0)
                return PeopleRules.ReasonMissing;
            if (row.Role == Role.SystemAdministrator && await IsLastAdministrator(writing.Db, row.Person))
                return PeopleRules.LastAdministrator;
            if (row.Revoke(actor.Id, await writing.Seal(row.Person, new GivenReason(reason.Trim())), writing.Now) is { } refusal)
                return refusal;
            writing.Record(row.Person, new RoleRevoked(row.Id, row.Role, reason.Trim()));
            return default(Nothing);
        });

    /// <summary>38.3: only the office of the Local Government Board habilitates, and never itself.</summary>
    public Task<Outcome<Guid>> Habilitate(Actor actor, Guid person, HabilitationScope scope, string act, DateOnly actDate) =>
        office.Commit<Guid>(actor, async writing =>
        {
            if (await PersonIn(writing, person) is not { } row)
                return PeopleRules.Unknown;
            var held = await writing.Db.Habilitations.AnyAsync(h => h.Person == person && h.Scope == scope && h.RevokedAt == null);
            if (PeopleRules.Habilitate(actor.Id, row, act, actDate, held, office.Today) is { } refusal)
                return refusal;
            var id = NewId.At(writing.Now);
            writing.Db.Add(new Habilitation(id, person, scope, act.Trim(), actDate, actor.Id, writing.Now));
            writing.Record(person, new HabilitationGranted(id, scope, act.Trim(), actDate));
            return id;
        });

    public Task<Outcome<Nothing>> RevokeHabilitation(Actor actor, Guid habilitation, string reason) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            if (await writing.Db.Habilitations.SingleOrDefaultAsync(h => h.Id == habilitation) is not { } row)
                return PeopleRules.Unknown;
            if (reason.Trim().Length == 0)
                return PeopleRules.ReasonMissing;
            if (row.Revoke(actor.Id, await writing.Seal(row.Person, new GivenReason(reason.Trim())), writing.Now) is { } refusal)
                return refusal;
            writing.Record(row.Person, new HabilitationRevoked(row.Id, reason.Trim()));
            return default(Nothing);
        });

    private static Task<Person?> PersonIn(Writing writing, Guid person) =>
        writing.Db.People.Local.FirstOrDefault(p => p.Id == person) is { } added
            ? Task.FromResult<Person?>(added)
            : writing.Db.People.SingleOrDefaultAsync(p => p.Id == person);

    private static async Task<List<Role>> Held(Writing writing, Guid person, DateOnly today)
    {
        var stored = await writing.Db.RoleGrants.Where(g => g.Person == person && g.RevokedAt == null).ToListAsync();
        return [.. stored.Concat(writing.Db.RoleGrants.Local.Where(g => g.Person == person)).Where(grant => grant.InForce(today)).Select(grant => grant.Role)];
    }

    private static async Task<bool> IsLastAdministrator(RebatoDb db, Guid person) =>
        !await (from grant in db.RoleGrants
                join account in db.Accounts on grant.Person equals account.Person
                where grant.Role == Role.SystemAdministrator && grant.RevokedAt == null && grant.Person != person && account.DisabledAt == null
                select grant.Id).AnyAsync();
}

internal sealed record GivenReason(string Reason);
