using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>
/// Sign-in with a local account, second half: the code of the phone; the first time, the phone itself. There is no
/// way in with the password alone.
/// </summary>
internal sealed class WithPhone(Office office, PeopleDesk desk, Credentials credentials, SignInLimits limits, Sessions sessions, IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("rebato.phone");

    /// <summary>The account whose password was right a moment ago in this browser; null when there is none.</summary>
    public async Task<Account?> Waiting(HttpContext http) =>
        http.Features.Get<SessionAtHand>() is { Session: { Stage: SessionStage.AwaitingFactor } session, State: not SessionState.Ended }
            ? await office.Db.Accounts.SingleAsync(a => a.Id == session.Account)
            : null;

    public Task<bool> HasPhone(Account account) => credentials.Live(account.Id, CredentialKind.Phone).AnyAsync();

    public async Task<bool> HasAny(Account account) =>
        await HasPhone(account) || await credentials.Live(account.Id, CredentialKind.Passkey).AnyAsync();

    /// <summary>A new secret, and the same sealed for the form to bring back.</summary>
    public (byte[] Secret, string Carried) Propose(Account account)
    {
        var secret = TimeCode.NewSecret();
        return (secret, protector.Protect(Convert.ToBase64String(secret) + " " + account.Id));
    }

    public async Task<string> UriOf(Account account, byte[] secret) =>
        TimeCode.EnrolmentUri(secret, office.Town.Name, (await desk.FactsOf(account.Person))?.Login ?? "");

    /// <summary>The secret that a form brought back, when it was made for this account.</summary>
    public byte[]? Carried(Account account, string carried)
    {
        try
        {
            var parts = protector.Unprotect(carried).Split(' ');
            return parts[1] == account.Id.ToString() ? Convert.FromBase64String(parts[0]) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public async Task<Outcome<Nothing>> Try(HttpContext http, Account account, string code)
    {
        if (limits.Try(account.LoginMark, Sessions.Address(http), office.Now) is { } tooMany)
            return tooMany;
        var phone = await credentials.Live(account.Id, CredentialKind.Phone).FirstOrDefaultAsync();
        var content = phone is null ? null : await desk.Open<PhoneContent>(account.Person, phone.Sealed);
        if (content is null || TimeCode.Step(content.Secret, code, office.Now, content.LastStep) is not { } step)
            return await Wrong(http, account);
        var used = false;
        await sessions.Open(http, account, new Proof(SignIn.Local), MustChange(http), async writing =>
        {
            var row = await writing.Db.Credentials.SingleAsync(c => c.Id == phone!.Id);
            used = (await writing.Open<PhoneContent>(account.Person, row.Sealed)).LastStep >= step;
            row.Sealed = await writing.Seal(account.Person, content with { LastStep = step });
            row.Used(writing.Now);
        });
        return used ? await Wrong(http, account) : default(Nothing);
    }

    public async Task<Outcome<Nothing>> Enrol(HttpContext http, Account account, string carried, string code)
    {
        if (limits.Try(account.LoginMark, Sessions.Address(http), office.Now) is { } tooMany)
            return tooMany;
        if (await HasAny(account) || Carried(account, carried) is not { } secret || TimeCode.Step(secret, code, office.Now, 0) is not { } step)
            return await Wrong(http, account);
        await sessions.Open(http, account, new Proof(SignIn.Local), MustChange(http), writing => Credentials.AddPhone(writing, account, secret, step));
        return default(Nothing);
    }

    private async Task<Refusal> Wrong(HttpContext http, Account account)
    {
        await sessions.Refused(http, SignIn.Local, Credentials.CodeWrong.Code, account.Person);
        return Credentials.CodeWrong;
    }

    private static bool MustChange(HttpContext http) => http.Features.Get<SessionAtHand>()?.Session.MustChangePassword == true;
}
