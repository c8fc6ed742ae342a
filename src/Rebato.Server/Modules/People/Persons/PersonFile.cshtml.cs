using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/personas/{id}: one person, their roles and habilitations, and the acts that give and take them.</summary>
[Requires(Permission.PeopleRead)]
internal sealed class PersonFilePage(Office office, PeopleDesk desk, PeopleActs acts, Grants grants, Texts texts) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public Role Role { get; set; }
    [BindProperty] public DateBoxes Until { get; set; } = new();
    [BindProperty] public string Reason { get; set; } = "";
    [BindProperty] public string Act { get; set; } = "";
    [BindProperty] public DateBoxes ActDate { get; set; } = new();
    [BindProperty] public HabilitationScope Scope { get; set; } = HabilitationScope.Enter;

    public Person Person { get; private set; } = null!;
    public PersonFacts Facts { get; private set; } = new("", "");
    public Account Account { get; private set; } = null!;
    public IReadOnlyList<RoleGrant> Roles { get; private set; } = [];
    public IReadOnlyList<Habilitation> Habilitations { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public string Password { get; private set; } = "";

    public bool Own => HttpContext.Actor.Id == Id;
    public bool MayGrant => !Own && HttpContext.Actor.May(Permission.RolesGrant);
    public bool MayHabilitate => !Own && HttpContext.Actor.May(Permission.RegistryHabilitate);
    public bool MayManage => !Own && HttpContext.Actor.May(Permission.PeopleManage);
    public IReadOnlyList<Choice> Grantable => [.. Choice.Of<Role>(texts, "role").Where(choice => choice.Value is not (nameof(Role.RegistryOfficer) or nameof(Role.RegistryReader) or nameof(Role.Employee)))];

    public async Task<IActionResult> OnGet() => await Load() ? Page() : NotFound();

    public Task<IActionResult> OnPostGrant() => Do(Permission.RolesGrant, async actor =>
    {
        if (!Read(Until, nameof(Until), out var until, out var refusal))
            return refusal;
        return (await grants.Grant(actor, Id, Role, until, Reason)).Refusal;
    });

    public Task<IActionResult> OnPostRevoke(Guid grant) => Do(Permission.RolesGrant, async actor => (await grants.Revoke(actor, grant, Reason)).Refusal);

    public Task<IActionResult> OnPostHabilitate() => Do(Permission.RegistryHabilitate, async actor =>
        ActDate.Read(nameof(ActDate)).Done(out var date, out var refusal)
            ? (await grants.Habilitate(actor, Id, Scope, Act, date)).Refusal
            : refusal);

    public Task<IActionResult> OnPostEndHabilitation(Guid habilitation) =>
        Do(Permission.RegistryHabilitate, async actor => (await grants.RevokeHabilitation(actor, habilitation, Reason)).Refusal);

    public Task<IActionResult> OnPostDisable() => Do(Permission.PeopleManage, async actor => (await acts.Disable(actor, Id, Reason)).Refusal);

    public Task<IActionResult> OnPostEnable() => Do(Permission.PeopleManage, async actor => (await acts.Enable(actor, Id, Reason)).Refusal);

    public async Task<IActionResult> OnPostReset()
    {
        if (!HttpContext.Actor.May(Permission.PeopleManage))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!await Load())
            return NotFound();
        if (!(await acts.ResetPassword(HttpContext.Actor, Id)).Done(out var password, out var refusal))
            return this.Refuse(texts, refusal);
        Password = password;
        return Page();
    }

    private async Task<IActionResult> Do(string permission, Func<Actor, Task<Refusal?>> act)
    {
        if (!HttpContext.Actor.May(permission))
            return StatusCode(StatusCodes.Status403Forbidden);
        ModelState.Clear();
        if (await act(HttpContext.Actor) is not { } refusal)
            return RedirectToPage(new { Id });
        return await Load() ? this.Refuse(texts, refusal) : NotFound();
    }

    private static bool Read(DateBoxes boxes, string field, out DateOnly? date, out Refusal? refusal)
    {
        (date, refusal) = (null, null);
        if (boxes.Empty)
            return true;
        if (!boxes.Read(field).Done(out var read, out refusal))
            return false;
        date = read;
        return true;
    }

    private async Task<bool> Load()
    {
        if (await office.Db.People.SingleOrDefaultAsync(p => p.Id == Id) is not { } person || await desk.FactsOf(Id) is not { } facts)
            return false;
        (Person, Facts) = (person, facts);
        Account = await office.Db.Accounts.SingleAsync(a => a.Person == Id);
        Roles = await office.Db.RoleGrants.Where(g => g.Person == Id).OrderByDescending(g => g.GrantedAt).ThenBy(g => g.Id).ToListAsync();
        Habilitations = await office.Db.Habilitations.Where(h => h.Person == Id).OrderByDescending(h => h.GrantedAt).ThenBy(h => h.Id).ToListAsync();
        Names = await desk.NamesOf([.. Roles.Select(g => g.GrantedBy), .. Habilitations.Select(h => h.GrantedBy)]);
        return true;
    }

    public string NameOf(Guid who) => Names.TryGetValue(who, out var name) ? name : texts[who == Actor.Console.Id ? "actor.console" : who == Actor.Office.Id ? "actor.office" : "actor.erased"];
}
