using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

internal sealed record SessionLine(Session Session, SessionPlace? Place, bool Here);

/// <summary>/mi-cuenta: who one is here, when one came last, with what one signs in, and from where one is signed in.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class MyAccountPage(Office office, PeopleDesk desk, Credentials credentials, Sessions sessions, LastSeen lastSeen, AccessSettings settings, Texts texts) : PageModel
{
    public PersonFacts Facts { get; private set; } = new("", "");
    public Account Account { get; private set; } = null!;
    public IReadOnlyList<Credential> Means { get; private set; } = [];
    public int SealedCodesLeft { get; private set; }
    public IReadOnlyList<SessionLine> Open { get; private set; } = [];
    public DateOnly? PasswordUntil { get; private set; }
    public bool MayPrintCodes => HttpContext.Actor.May(Permission.OwnSealedCodes);

    public async Task OnGet() => await Load();

    public async Task<IActionResult> OnPostEndSession(Guid id)
    {
        await sessions.End(HttpContext.Actor, id, SessionEnd.EndedByOwner);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemove(Guid id)
    {
        if ((await credentials.Remove(HttpContext.Actor, id)).Refusal is not { } refusal)
            return RedirectToPage();
        await Load();
        return this.Refuse(texts, refusal);
    }

    private async Task Load()
    {
        var actor = HttpContext.Actor;
        Facts = await desk.FactsOf(actor.Id) ?? Facts;
        Account = await office.Db.Accounts.SingleAsync(a => a.Person == actor.Id);
        var live = await office.Db.Credentials.Where(c => c.Account == Account.Id && c.EndedAt == null).OrderBy(c => c.Kind).ThenBy(c => c.Id).ToListAsync();
        Means = [.. live.Where(credential => credential.Kind != CredentialKind.SealedCode)];
        SealedCodesLeft = live.Count - Means.Count;
        if (Means.FirstOrDefault(credential => credential.Kind == CredentialKind.Password) is { } password)
            PasswordUntil = DateOnly.FromDateTime((password.Since + TimeSpan.FromDays(settings.Password.MaximumAgeDays)).In(office.Town.TimeZone).DateTime);
        var rows = await office.Db.Sessions.Where(s => s.Person == actor.Id && s.EndedAt == null && s.Stage == SessionStage.Open).OrderByDescending(s => s.Since).ToListAsync();
        var open = new List<SessionLine>();
        foreach (var row in rows.Where(row => row.At(office.Now, lastSeen.Of(row), settings.Session) != SessionState.Ended))
            open.Add(new SessionLine(row, await desk.Open<SessionPlace>(actor.Id, row.Sealed), row.Id == actor.Session));
        Open = open;
    }

    /// <summary>Ten days before it has to be changed it is said (14.1.g).</summary>
    public int? DaysLeft => PasswordUntil is { } until && until.DayNumber - office.Today.DayNumber is var left && left <= settings.Password.NoticeDays ? Math.Max(left, 0) : null;
}
