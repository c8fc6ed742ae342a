using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

internal enum SignInStep
{
    Done,

    /// <summary>The password was right; now the phone or the key.</summary>
    SecondFactor,
}

/// <summary>
/// Sign-in with a local account, first half. Every failure looks the same and takes as long, so that nobody learns
/// which logins exist.
/// </summary>
internal sealed class WithPassword(Office office, Storage storage, PeopleDesk desk, Credentials credentials, AccessSettings settings, SignInLimits limits, Sessions sessions)
{
    public static readonly Refusal Failed = new("sign-in.failed");

    public async Task<Outcome<SignInStep>> Try(HttpContext http, string login, string password)
    {
        var mark = new LookupMarks(storage.Keys, office.Town.Id).Login(login);
        if (limits.Try(mark, Sessions.Address(http), office.Now) is { } tooMany)
            return tooMany;
        var account = await office.Db.Accounts.SingleOrDefaultAsync(a => a.LoginMark == mark);
        var kept = account is null ? null : await credentials.Live(account.Id, CredentialKind.Password).FirstOrDefaultAsync();
        var content = kept is null ? null : await desk.Open<PasswordContent>(account!.Person, kept.Sealed);
        if (!PasswordHash.Matches(password, content?.Hash ?? PasswordHash.OfNobody) || account is null || content is null || !account.Enabled)
        {
            await sessions.Refused(http, SignIn.Local, Failed.Code, account?.Person);
            return Failed;
        }
        if (http.Features.Get<SessionAtHand>() is { State: SessionState.Locked } locked && locked.Session.Person == account.Person)
        {
            await sessions.Open(http, account, new Proof(SignIn.Local));
            return SignInStep.Done;
        }
        var old = office.Now - kept!.Since >= TimeSpan.FromDays(settings.Password.MaximumAgeDays);
        await sessions.AwaitFactor(http, account, content.Temporary || old);
        return SignInStep.SecondFactor;
    }
}
