using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>The session of the request in whatever state, for the pages of the sign-in.</summary>
internal sealed record SessionAtHand(Session Session, SessionState State);

/// <summary>
/// Finds out who acts in a request: from the cookie to the session, from the session to the person and the roles in
/// force at this instant. A locked session acts for nobody until its owner proves again who they are (13.7).
/// </summary>
internal sealed class Identify(RequestDelegate next, AccessSettings settings, LastSeen lastSeen)
{
    /// <summary>Roles that need more than the word of the directory, which falls first in an attack.</summary>
    private static readonly Role[] NeverFederated = [Role.SystemAdministrator, Role.Registrar, Role.RegistryOfficer, Role.RegistryReader];

    public async Task InvokeAsync(HttpContext http, Office office, PeopleDesk desk)
    {
        if (await Sessions.Current(office.Db, http) is not { } session)
        {
            await next(http);
            return;
        }
        var state = session.At(office.Now, lastSeen.Of(session), settings.Session);
        http.Features.Set(new SessionAtHand(session, state));
        if (state == SessionState.Ended)
            await EndIdle(office, session);
        else if (session.Stage == SessionStage.Open)
            await LockOrAct(http, office, desk, session, state);
        if (session.Stage == SessionStage.Open && http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && await Detour.Needed(http, office, session, state))
            return;
        await next(http);
    }

    private async Task LockOrAct(HttpContext http, Office office, PeopleDesk desk, Session session, SessionState state)
    {
        if (state == SessionState.Open)
        {
            if (await office.Db.Accounts.AnyAsync(a => a.Id == session.Account && a.DisabledAt == null))
                await Act(http, office, desk, session, office.Now);
        }
        else if (session.LockedAt is null)
        {
            await Lock(office, session);
        }
    }

    private async Task Act(HttpContext http, Office office, PeopleDesk desk, Session session, Instant now)
    {
        http.Features.Set(await ActorOf(office, session));
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Person.ToString())], "rebato"));
        if (!ByHand(http.Request))
            return;
        http.Features.Set(new WhoIs(await desk.NameOf(session.Person) ?? ""));
        if (lastSeen.Touch(session, now))
            await office.Commit<Nothing>(Actor.Office, async writing =>
            {
                (await writing.Db.Sessions.SingleAsync(s => s.Id == session.Id)).Seen(now);
                return default(Nothing);
            });
    }

    private static async Task<Actor> ActorOf(Office office, Session session)
    {
        var roles = await RolesOf(office, session.Person);
        if (session.Way == SignIn.OpenIdConnect)
            roles.ExceptWith(NeverFederated);
        return new Actor(session.Person, session.Way) { Roles = roles, Session = session.Id, PublicEmployeeCertificate = session.Certificate };
    }

    /// <summary>Every role a person holds today, those that come from a habilitation included.</summary>
    public static async Task<HashSet<Role>> RolesOf(Office office, Guid person)
    {
        var today = office.Today;
        var grants = await office.Db.RoleGrants.Where(g => g.Person == person && g.RevokedAt == null).ToListAsync();
        var scopes = await office.Db.Habilitations.Where(h => h.Person == person && h.RevokedAt == null).Select(h => h.Scope).ToListAsync();
        var roles = grants.Where(grant => grant.InForce(today)).Select(grant => grant.Role).ToHashSet();
        roles.Add(Role.Employee);
        foreach (var scope in scopes)
        {
            roles.Add(Role.RegistryReader);
            if (scope == HabilitationScope.Enter)
                roles.Add(Role.RegistryOfficer);
        }
        return roles;
    }

    /// <summary>A board that refreshes itself does not keep its owner at the desk.</summary>
    private static bool ByHand(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) || request.Path == "/sesion" || request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate";

    private static Task<Outcome<Nothing>> EndIdle(Office office, Session session) => Write(office, session, (writing, row) =>
    {
        row.End(writing.Now);
        row.Pending = null;
        if (row.Stage == SessionStage.Open)
            writing.Record(row.Person, new SessionEnded(row.Id, SessionEnd.Idle));
    });

    private static Task<Outcome<Nothing>> Lock(Office office, Session session) => Write(office, session, (writing, row) =>
    {
        if (row.LockedAt is not null)
            return;
        row.Lock(writing.Now);
        writing.Record(row.Person, new SessionLocked(row.Id));
    });

    private static Task<Outcome<Nothing>> Write(Office office, Session session, Action<Writing, Session> change) =>
        office.Commit<Nothing>(Actor.Office, async writing =>
        {
            if (await writing.Db.Sessions.SingleOrDefaultAsync(s => s.Id == session.Id && s.EndedAt == null) is { } row)
                change(writing, row);
            return default(Nothing);
        });
}
