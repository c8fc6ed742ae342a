using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>Sign-in with a code of the sealed envelope. Each is good once, and using one is an event that alerts.</summary>
internal sealed class WithSealedCode(Office office, Storage storage, SignInLimits limits, Sessions sessions)
{
    public async Task<Outcome<Nothing>> Try(HttpContext http, string login, string typed)
    {
        var mark = new LookupMarks(storage.Keys, office.Town.Id).Login(login);
        if (limits.Try(mark, Sessions.Address(http), office.Now) is { } tooMany)
            return tooMany;
        var account = await office.Db.Accounts.SingleOrDefaultAsync(a => a.LoginMark == mark);
        var kept = BreakGlassCode.Kept(typed);
        if (account is not { Enabled: true } || kept is null || !await Take(account, kept))
        {
            await sessions.Refused(http, SignIn.BreakGlass, WithPassword.Failed.Code, account?.Person);
            return WithPassword.Failed;
        }
        await sessions.Open(http, account, new Proof(SignIn.BreakGlass));
        return default(Nothing);
    }

    /// <summary>Two people who type the same code at once: one of them comes in.</summary>
    private async Task<bool> Take(Account account, byte[] kept)
    {
        var outcome = await office.Commit<bool>(new Actor(account.Person, SignIn.BreakGlass), async writing =>
        {
            var codes = await writing.Db.Credentials.Where(c => c.Account == account.Id && c.Kind == CredentialKind.SealedCode && c.EndedAt == null).ToListAsync();
            if (codes.Find(code => code.Mark.AsSpan().SequenceEqual(kept)) is not { } code)
                return WithPassword.Failed;
            code.Used(writing.Now);
            code.End(writing.Now);
            writing.Record(account.Person, new SealedCodeUsed(codes.Count - 1));
            return true;
        });
        return outcome.Refusal is null;
    }
}
