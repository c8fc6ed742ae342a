using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>
/// Sign-in with a passkey: it is what one has and, by its PIN or fingerprint, what one knows or is, so it is enough
/// alone. The state of the ceremony travels sealed in a cookie of a few minutes.
/// </summary>
internal sealed class WithPasskey(Office office, Passkeys passkeys, Credentials credentials, AccessSettings settings, SignInLimits limits, Sessions sessions, IDataProtectionProvider protection)
{
    private const string Step = "llave";
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("rebato.passkey").ToTimeLimitedDataProtector();

    public async Task<string> Begin(HttpContext http)
    {
        var (options, state) = await passkeys.BeginSignIn(null, http);
        Keep(http, state);
        return options;
    }

    public async Task<Outcome<Nothing>> Finish(HttpContext http, string answer)
    {
        if (limits.Try(null, Sessions.Address(http), office.Now) is { } tooMany)
            return tooMany;
        var account = await OwnerOf(answer);
        if (Taken(http) is not { } state || account is not { Enabled: true }
            || await passkeys.FinishSignIn(await credentials.KeysOf(account), answer, state, http) is not { } key)
        {
            await sessions.Refused(http, SignIn.Local, Credentials.KeyRefused.Code, account?.Person);
            return Credentials.KeyRefused;
        }
        var mark = MarkOf(key.CredentialId);
        var password = await credentials.PasswordOf(account);
        await sessions.Open(http, account, new Proof(SignIn.Local), password?.Temporary == true, async writing =>
        {
            var row = await writing.Db.Credentials.SingleAsync(c => c.Kind == CredentialKind.Passkey && c.Mark == mark && c.EndedAt == null);
            var content = await writing.Open<PasskeyContent>(account.Person, row.Sealed);
            row.Sealed = await writing.Seal(account.Person, PasskeyContents.From(content.Name, key));
            row.Used(writing.Now);
        });
        return default(Nothing);
    }

    /// <summary>Enrolment, by somebody signed in.</summary>
    public async Task<string> BeginEnrolment(HttpContext http, Account account)
    {
        var (options, state) = await passkeys.BeginEnrolment(await credentials.KeysOf(account), http);
        Keep(http, state);
        return options;
    }

    public async Task<Outcome<Nothing>> FinishEnrolment(HttpContext http, Account account, string name, string answer) =>
        Taken(http) is { } state && await passkeys.FinishEnrolment(await credentials.KeysOf(account), answer, state, http) is { } key
            ? await credentials.AddPasskey(http.Actor, account, name, key)
            : Credentials.KeyRefused;

    private async Task<Account?> OwnerOf(string answer)
    {
        try
        {
            if ((string?)JsonNode.Parse(answer)?["id"] is not { } id)
                return null;
            var mark = MarkOf(System.Buffers.Text.Base64Url.DecodeFromChars(id));
            return await (from credential in office.Db.Credentials
                          join account in office.Db.Accounts on credential.Account equals account.Id
                          where credential.Kind == CredentialKind.Passkey && credential.Mark == mark && credential.EndedAt == null
                          select account).SingleOrDefaultAsync();
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] MarkOf(byte[] credentialId) => SessionToken.Mark(Convert.ToHexString(credentialId));

    private void Keep(HttpContext http, string state) => SessionToken.WriteStep(http, Step, protector.Protect(state, settings.Session.Step));

    /// <summary>The state of the ceremony, once.</summary>
    private string? Taken(HttpContext http)
    {
        if (SessionToken.ReadStep(http, Step) is not { } carried)
            return null;
        SessionToken.RemoveStep(http, Step);
        try
        {
            return protector.Unprotect(carried);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
