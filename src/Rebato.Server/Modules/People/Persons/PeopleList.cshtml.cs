using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

internal sealed record PersonLine(Guid Id, PersonFacts Facts, PersonKind Kind, bool Enabled, IReadOnlyList<Role> Roles);

/// <summary>/personas: who has an account, and what they are.</summary>
[Requires(Permission.PeopleRead)]
internal sealed class PeopleListPage(Office office, PeopleDesk desk) : PageModel
{
    public IReadOnlyList<PersonLine> Lines { get; private set; } = [];
    public bool MayManage => HttpContext.Actor.May(Permission.PeopleManage);

    public async Task OnGet()
    {
        var today = office.Today;
        var enabled = await office.Db.Accounts.Where(a => a.DisabledAt == null).Select(a => a.Person).ToHashSetAsync();
        var grants = (await office.Db.RoleGrants.Where(g => g.RevokedAt == null).ToListAsync()).Where(grant => grant.InForce(today)).ToLookup(grant => grant.Person, grant => grant.Role);
        var officers = await office.Db.Habilitations.Where(h => h.RevokedAt == null && h.Scope == HabilitationScope.Enter).Select(h => h.Person).ToHashSetAsync();
        Lines = [.. (await desk.Everybody()).Select(each => new PersonLine(
            each.Person.Id, each.Facts, each.Person.Kind, enabled.Contains(each.Person.Id),
            [.. grants[each.Person.Id].Order(), .. officers.Contains(each.Person.Id) ? new[] { Role.RegistryOfficer } : []]))];
    }
}
