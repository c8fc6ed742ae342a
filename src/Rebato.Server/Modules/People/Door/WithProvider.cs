using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>
/// Sign-in with the town hall's OpenID Connect provider. The first time a person is found by the login that the
/// provider states; from then on by the provider's own identity, so that a renamed account cannot become another's.
/// </summary>
internal sealed class WithProvider(Office office, Storage storage, SignInLimits limits, Sessions sessions)
{
    private readonly LookupMarks marks = new(storage.Keys, office.Town.Id);

    public async Task<Outcome<Nothing>> Accept(HttpContext http, string issuer, string subject, string? login)
    {
        var mark = marks.Federated(issuer, subject);
        if (limits.Try(mark, Sessions.Address(http), office.Now) is { } tooMany)
            return tooMany;
        var known = await (from credential in office.Db.Credentials
                           join owner in office.Db.Accounts on credential.Account equals owner.Id
                           where credential.Kind == CredentialKind.Federated && credential.Mark == mark && credential.EndedAt == null
                           select owner).SingleOrDefaultAsync();
        var account = known ?? await ByLogin(login);
        if (account is not { Enabled: true })
        {
            await sessions.Refused(http, SignIn.OpenIdConnect, WithCertificate.NoAccount.Code, account?.Person);
            return WithCertificate.NoAccount;
        }
        await sessions.Open(http, account, new Proof(SignIn.OpenIdConnect), also: known is not null ? null : async writing =>
        {
            var credential = new Credential(NewId.At(writing.Now), account.Id, CredentialKind.Federated, await writing.Seal(account.Person, new FederatedContent(issuer, subject)), mark, writing.Now);
            writing.Db.Add(credential);
            writing.Record(account.Person, new CredentialAdded(CredentialKind.Federated, credential.Id));
        });
        return default(Nothing);
    }

    /// <summary>An account that already belongs to another identity of the provider is not taken by its name.</summary>
    private async Task<Account?> ByLogin(string? login)
    {
        if (string.IsNullOrWhiteSpace(login))
            return null;
        var mark = marks.Login(login);
        var account = await office.Db.Accounts.SingleOrDefaultAsync(a => a.LoginMark == mark);
        var taken = account is not null && await office.Db.Credentials.AnyAsync(c => c.Account == account.Id && c.Kind == CredentialKind.Federated && c.EndedAt == null);
        return taken ? null : account;
    }
}
