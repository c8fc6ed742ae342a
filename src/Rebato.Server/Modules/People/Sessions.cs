using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>How somebody has just proved who they are.</summary>
internal sealed record Proof(SignIn Way, CertificateVerdict? Certificate = null)
{
    public string? PublicEmployeeCertificate => Certificate is { OfPublicEmployee: true } verdict ? verdict.SerialNumber : null;
}

/// <summary>Opens, unlocks and ends sessions. Whatever the way in, it ends here.</summary>
internal sealed class Sessions(Office office, AccessSettings settings, LastSeen lastSeen)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The session of the person who proved who they are: the one that was locked in this browser when it is theirs,
    /// a new one otherwise. <paramref name="also"/> is written in the same act.
    /// </summary>
    public async Task Open(HttpContext http, Account account, Proof proof, bool mustChangePassword = false, Func<Writing, Task>? also = null)
    {
        var token = SessionToken.New();
        var unlocked = await office.Commit<bool>(new Actor(account.Person, proof.Way), async writing =>
        {
            if (also is not null)
                await also(writing);
            var current = await Current(writing.Db, http);
            if (current is { Stage: SessionStage.Open } && current.Person == account.Person
                && current.At(writing.Now, lastSeen.Of(current), settings.Session) == SessionState.Locked)
            {
                current.Unlock(writing.Now, proof.Way, proof.PublicEmployeeCertificate);
                writing.Record(account.Person, new SessionUnlocked(current.Id, proof.Way));
                return true;
            }
            if (current is not null)
                End(writing, current, SessionEnd.SignedOut);
            await Begin(writing, http, account, proof, mustChangePassword, SessionToken.Mark(token), SessionStage.Open);
            return false;
        });
        if (!unlocked.Value)
            SessionToken.Write(http, token);
        if (await Current(office.Db, http) is { } open)
            lastSeen.Forget(open.Id);
    }

    /// <summary>The first half of a sign-in with two: a session in which nobody acts yet.</summary>
    public async Task AwaitFactor(HttpContext http, Account account, bool mustChangePassword)
    {
        var token = SessionToken.New();
        await office.Commit<Nothing>(Actor.Anonymous, async writing =>
        {
            if (await Current(writing.Db, http) is { } current)
                End(writing, current, SessionEnd.SignedOut);
            await Add(writing, http, account, new Proof(SignIn.Local), mustChangePassword, SessionToken.Mark(token), SessionStage.AwaitingFactor);
            return default(Nothing);
        });
        SessionToken.Write(http, token);
    }

    /// <summary>A session opened on the certificate's port, to be fetched within a minute by the browser that asked for it.</summary>
    public async Task<string> HandOver(HttpContext http, Account account, Proof proof, byte[] browser)
    {
        var token = SessionToken.New();
        await office.Commit<Nothing>(new Actor(account.Person, proof.Way), async writing =>
        {
            var session = await Begin(writing, http, account, proof, false, SessionToken.Mark(token), SessionStage.HandedOver);
            session.BrowserMark = browser;
            return default(Nothing);
        });
        return token;
    }

    /// <summary>Fetches a handed-over session into this browser; it takes the place of the one that was here. True when a form waits to be sent.</summary>
    public async Task<Outcome<bool>> TakeOver(HttpContext http, string handOver, string browser)
    {
        var token = SessionToken.New();
        var taken = await office.Commit<bool>(Actor.Anonymous, async writing =>
        {
            var mark = SessionToken.Mark(handOver);
            var session = await writing.Db.Sessions.SingleOrDefaultAsync(s => s.TokenMark == mark && s.Stage == SessionStage.HandedOver);
            if (session is null || session.EndedAt is not null || writing.Now >= session.Since + Soon
                || session.BrowserMark?.AsSpan().SequenceEqual(SessionToken.Mark(browser)) != true)
                return new Refusal("sign-in.failed");
            if (await Current(writing.Db, http) is { } current && current.Id != session.Id)
            {
                session.Pending = current.Person == session.Person ? current.Pending : null;
                End(writing, current, SessionEnd.SignedOut);
            }
            session.TokenMark = SessionToken.Mark(token);
            session.Open(writing.Now);
            return session.Pending is not null;
        });
        if (taken.Refusal is null)
            SessionToken.Write(http, token);
        return taken;
    }

    /// <summary>Notes a sign-in that was refused; what was typed is nobody's business, it may be a password.</summary>
    public Task Refused(HttpContext http, SignIn way, string code, Guid? person) =>
        office.Commit<Nothing>(Actor.Anonymous, writing =>
        {
            writing.Record(person ?? office.Town.Log, new SessionRefused(way, code, Address(http)));
            return Task.FromResult(Outcome<Nothing>.From(default(Nothing)));
        });

    /// <summary>Ends a session for good: its cookie never works again.</summary>
    public Task<Outcome<Nothing>> End(Actor actor, Guid id, SessionEnd cause) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            if (await writing.Db.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.Person == actor.Id) is { } session)
                End(writing, session, cause);
            return default(Nothing);
        });

    /// <summary>Ends every session of a person, inside another act.</summary>
    public static async Task EndAll(Writing writing, Guid person, SessionEnd cause, Guid except = default)
    {
        foreach (var session in await writing.Db.Sessions.Where(s => s.Person == person && s.EndedAt == null && s.Id != except).ToListAsync())
            End(writing, session, cause);
    }

    public static async Task<Session?> Current(RebatoDb db, HttpContext http)
    {
        if (SessionToken.Read(http) is not { Length: > 0 } token)
            return null;
        var mark = SessionToken.Mark(token);
        return await db.Sessions.SingleOrDefaultAsync(s => s.TokenMark == mark && s.EndedAt == null && s.Stage != SessionStage.HandedOver);
    }

    public static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static void End(Writing writing, Session session, SessionEnd cause)
    {
        session.End(writing.Now);
        session.Pending = null;
        if (session.Stage != SessionStage.AwaitingFactor)
            writing.Record(session.Person, new SessionEnded(session.Id, cause));
    }

    private static async Task<Session> Begin(Writing writing, HttpContext http, Account account, Proof proof, bool mustChange, byte[] mark, SessionStage stage)
    {
        var session = await Add(writing, http, account, proof, mustChange, mark, stage);
        (await writing.Db.Accounts.SingleAsync(a => a.Id == account.Id)).SignedIn(writing.Now, proof.Way);
        writing.Record(account.Person, new SessionOpened(
            session.Id, proof.Way, Address(http), proof.Certificate?.SerialNumber, proof.Certificate?.Issuer, proof.Certificate?.Revocation));
        return session;
    }

    private static async Task<Session> Add(Writing writing, HttpContext http, Account account, Proof proof, bool mustChange, byte[] mark, SessionStage stage)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        var session = new Session(NewId.At(writing.Now), account.Id, account.Person, proof.Way, stage, writing.Now)
        {
            TokenMark = mark,
            Certificate = proof.PublicEmployeeCertificate,
            MustChangePassword = mustChange,
            Sealed = await writing.Seal(account.Person, new SessionPlace(Address(http), agent.Length > 200 ? agent[..200] : agent)),
        };
        writing.Db.Add(session);
        return session;
    }
}
