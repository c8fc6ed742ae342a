using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>
/// Sign-in with the certificate of the public employee. TLS asks for it on a port of its own (a browser cannot be
/// asked later on the same connection); what is found there is handed to the main port by a token good once, for a
/// minute, and only in the browser that asked.
/// </summary>
internal sealed class WithCertificate(Office office, Storage storage, CertificateCheck check, SignInLimits limits, Sessions sessions)
{
    private const string Step = "certificado";
    public static readonly Refusal NoAccount = new("sign-in.no-account", new Citation("Reglamento", "13.1"));

    /// <summary>Remembers in the browser who asks and where to come back to; the answer is what the other port is told.</summary>
    public static string Begin(HttpContext http, string back)
    {
        var secret = SessionToken.New();
        SessionToken.WriteStep(http, Step, secret + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(back)));
        return Base64Url.EncodeToString(SessionToken.Mark(secret));
    }

    /// <summary>On the certificate's port: the token to hand over.</summary>
    public async Task<Outcome<string>> Try(HttpContext http, string browser)
    {
        byte[] mark;
        try
        {
            mark = Base64Url.DecodeFromChars(browser);
        }
        catch (FormatException)
        {
            return WithPassword.Failed;
        }
        if (http.Connection.ClientCertificate is not { } certificate || mark.Length != SHA256.HashSizeInBytes)
            return CertificateRefusals.Unreadable;
        if (limits.Try(SHA256.HashData(certificate.RawData), Sessions.Address(http), office.Now) is { } tooMany)
            return tooMany;
        if (!(await check.Judge(certificate, office.Now, http.RequestAborted)).Done(out var verdict, out var refusal))
        {
            await sessions.Refused(http, SignIn.Certificate, refusal.Code, null);
            return refusal;
        }
        var nif = new LookupMarks(storage.Keys, office.Town.Id).Of(verdict.Holder.Nif);
        var account = await (from person in office.Db.People
                             join owned in office.Db.Accounts on person.Id equals owned.Person
                             where person.NifMark == nif && owned.DisabledAt == null
                             select owned).SingleOrDefaultAsync();
        if (account is not null)
            return await sessions.HandOver(http, account, new Proof(SignIn.Certificate, verdict), mark);
        await sessions.Refused(http, SignIn.Certificate, NoAccount.Code, null);
        return NoAccount;
    }

    /// <summary>Back on the main port: where to go, or null when the token is not for this browser or was used.</summary>
    public async Task<string?> Finish(HttpContext http, string token)
    {
        const int secretLength = 43;
        if (SessionToken.ReadStep(http, Step) is not { Length: >= secretLength } carried)
            return null;
        SessionToken.RemoveStep(http, Step);
        if (!(await sessions.TakeOver(http, token, carried[..secretLength])).Done(out var formWaits, out _))
            return null;
        return formWaits ? "/bloqueada/continuar" : Detour.Inside(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(carried.AsSpan(secretLength))));
    }
}
