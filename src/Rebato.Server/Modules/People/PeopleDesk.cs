using Microsoft.EntityFrameworkCore;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>The door for other modules: who is who, read with the keys of this town.</summary>
internal sealed class PeopleDesk(Office office)
{
    /// <summary>Name of a pseudonym of the ledger; null when the person was erased or is not one (the office, the console).</summary>
    public async Task<string?> NameOf(Guid person) => (await FactsOf(person))?.Name;

    /// <summary>Names of several, those that can still be read.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IEnumerable<Guid> people)
    {
        var wanted = people.Distinct().ToList();
        var rows = await (from person in office.Db.People
                          join key in office.Db.RecordKeys on person.Id equals key.Record
                          where wanted.Contains(person.Id)
                          select new { person.Id, person.Sealed, key.Wrapped }).ToListAsync();
        return rows.ToDictionary(row => row.Id, row => office.Vault.Open<PersonFacts>(row.Id, row.Wrapped, row.Sealed)!.Name);
    }

    public async Task<PersonFacts?> FactsOf(Guid person) =>
        await office.Db.People.Where(p => p.Id == person).Select(p => p.Sealed).SingleOrDefaultAsync() is { } content
            ? await Open<PersonFacts>(person, content)
            : null;

    /// <summary>Everybody, in order of name; the names lie sealed, so the list is sorted here.</summary>
    public async Task<IReadOnlyList<(Person Person, PersonFacts Facts)>> Everybody()
    {
        var rows = await (from person in office.Db.People
                          join key in office.Db.RecordKeys on person.Id equals key.Record
                          select new { person, key.Wrapped }).ToListAsync();
        return [.. rows.Select(row => (row.person, Facts: office.Vault.Open<PersonFacts>(row.person.Id, row.Wrapped, row.person.Sealed)!))
            .OrderBy(each => each.Facts.Name, StringComparer.CurrentCulture).ThenBy(each => each.person.Id)];
    }

    /// <summary>People who hold a role today, for whoever has to tell them something.</summary>
    public async Task<IReadOnlyList<Guid>> Holding(Role role)
    {
        var today = office.Today;
        var grants = await office.Db.RoleGrants.Where(g => g.Role == role && g.RevokedAt == null).ToListAsync();
        return [.. grants.Where(grant => grant.InForce(today)).Select(grant => grant.Person).Distinct()];
    }

    /// <summary>Opens what is sealed under a person's key; null once the key was erased.</summary>
    public async Task<T?> Open<T>(Guid person, byte[] content)
        where T : class =>
        office.Vault.Open<T>(person, await office.Db.RecordKeys.Where(k => k.Record == person).Select(k => k.Wrapped).SingleOrDefaultAsync(), content);
}
