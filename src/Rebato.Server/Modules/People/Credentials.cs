using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>What a person does with their own means of signing in.</summary>
internal sealed class Credentials(Office office, PeopleDesk desk, AccessSettings settings)
{
    private static readonly Citation Change = new("Reglamento", "14.1.g");
    public static readonly Refusal CurrentWrong = new("password.current-wrong", null, "Current");
    public static readonly Refusal NotRepeated = new("password.not-repeated", null, "Repeated");
    public static readonly Refusal SameAsBefore = new("password.same-as-before", Change, "New");
    public static readonly Refusal CodeWrong = new("sign-in.code-wrong", null, "Code");
    public static readonly Refusal KeyRefused = new("sign-in.key-refused");
    public static readonly Refusal LastFactor = new("credential.last-factor", new Citation("Reglamento", "14.1.f"));

    public async Task<IReadOnlyList<Refusal>> ChangePassword(Actor actor, string current, string wanted, string repeated)
    {
        var account = await office.Db.Accounts.SingleAsync(a => a.Person == actor.Id);
        var facts = await desk.FactsOf(actor.Id);
        if (await PasswordOf(account) is { } kept && !PasswordHash.Matches(current, kept.Hash))
            return [CurrentWrong];
        if (wanted != repeated)
            return [NotRepeated];
        if (wanted == current)
            return [SameAsBefore];
        var refusals = new PasswordRule(settings.Password).Refusals(wanted, [.. facts?.Words ?? [], office.Town.Name]);
        if (refusals.Count > 0)
            return refusals;
        var hash = PasswordHash.Make(wanted);
        var outcome = await office.Commit<Nothing>(actor, async writing =>
        {
            await PeopleActs.SetPassword(writing, account, new PasswordContent(hash));
            await Sessions.EndAll(writing, actor.Id, SessionEnd.CredentialChanged, except: actor.Session);
            if (await writing.Db.Sessions.SingleOrDefaultAsync(s => s.Id == actor.Session) is { } session)
                session.MustChangePassword = false;
            return default(Nothing);
        });
        return outcome.Refusal is { } refused ? [refused] : [];
    }

    /// <summary>The phone whose code proves that the secret arrived; it takes the place of the one before.</summary>
    public async Task<Outcome<Nothing>> AddPhone(Actor actor, Account account, byte[] secret, string code)
    {
        if (TimeCode.Step(secret, code, office.Now, 0) is not { } step)
            return CodeWrong;
        return await office.Commit<Nothing>(actor, async writing =>
        {
            await AddPhone(writing, account, secret, step);
            return default(Nothing);
        });
    }

    /// <summary>The same inside the act that opens the session.</summary>
    public static async Task AddPhone(Writing writing, Account account, byte[] secret, long step)
    {
        foreach (var old in await writing.Db.Credentials.Where(c => c.Account == account.Id && c.Kind == CredentialKind.Phone && c.EndedAt == null).ToListAsync())
            old.End(writing.Now);
        await Add(writing, account, CredentialKind.Phone, new PhoneContent(secret, step), null);
    }

    public Task<Outcome<Nothing>> AddPasskey(Actor actor, Account account, string name, UserPasskeyInfo key) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            await Add(writing, account, CredentialKind.Passkey, PasskeyContents.From(name, key), SessionToken.Mark(Convert.ToHexString(key.CredentialId)));
            return default(Nothing);
        });

    public Task<Outcome<Nothing>> Remove(Actor actor, Guid credential) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            var account = await writing.Db.Accounts.SingleAsync(a => a.Person == actor.Id);
            var factors = await writing.Db.Credentials.Where(c => c.Account == account.Id && c.EndedAt == null && (c.Kind == CredentialKind.Phone || c.Kind == CredentialKind.Passkey)).ToListAsync();
            if (factors.Find(factor => factor.Id == credential) is not { } gone)
                return PeopleRules.Unknown;
            if (factors.Count == 1)
                return LastFactor;
            gone.End(writing.Now);
            writing.Record(actor.Id, new CredentialRemoved(gone.Kind, gone.Id));
            return default(Nothing);
        });

    /// <summary>Ten new sealed codes; the ones before stop working. They are shown once, to be printed.</summary>
    public Task<Outcome<IReadOnlyList<string>>> PrintSealedCodes(Actor actor, Account account)
    {
        var codes = Enumerable.Range(0, BreakGlassCode.InSheet).Select(_ => BreakGlassCode.New()).ToList();
        return office.Commit<IReadOnlyList<string>>(actor, async writing =>
        {
            await KeepSealedCodes(writing, account, codes);
            return codes;
        });
    }

    public static async Task KeepSealedCodes(Writing writing, Account account, IReadOnlyList<string> codes)
    {
        foreach (var old in await writing.Db.Credentials.Where(c => c.Account == account.Id && c.Kind == CredentialKind.SealedCode && c.EndedAt == null).ToListAsync())
            old.End(writing.Now);
        foreach (var code in codes)
            writing.Db.Add(new Credential(NewId.At(writing.Now), account.Id, CredentialKind.SealedCode, [], BreakGlassCode.Kept(code), writing.Now));
        writing.Record(account.Person, new SealedCodesPrinted(codes.Count));
    }

    public async Task<PasswordContent?> PasswordOf(Account account) =>
        await Live(account.Id, CredentialKind.Password).FirstOrDefaultAsync() is { } credential
            ? await desk.Open<PasswordContent>(account.Person, credential.Sealed)
            : null;

    public async Task<PasskeyOwner> KeysOf(Account account)
    {
        var keys = new List<UserPasskeyInfo>();
        foreach (var credential in await Live(account.Id, CredentialKind.Passkey).ToListAsync())
            if (await desk.Open<PasskeyContent>(account.Person, credential.Sealed) is { } content)
                keys.Add(content.ToKey(credential.Since));
        return new PasskeyOwner(account.Id, (await desk.FactsOf(account.Person))?.Login ?? "", keys);
    }

    public IQueryable<Credential> Live(Guid account, CredentialKind kind) =>
        office.Db.Credentials.Where(c => c.Account == account && c.Kind == kind && c.EndedAt == null);

    private static async Task Add<T>(Writing writing, Account account, CredentialKind kind, T content, byte[]? mark)
    {
        var credential = new Credential(NewId.At(writing.Now), account.Id, kind, await writing.Seal(account.Person, content), mark, writing.Now);
        writing.Db.Add(credential);
        writing.Record(account.Person, new CredentialAdded(kind, credential.Id));
    }
}

/// <summary>A passkey between the framework's form and ours.</summary>
internal static class PasskeyContents
{
    public static PasskeyContent From(string name, UserPasskeyInfo key) => new(
        name, key.CredentialId, key.PublicKey, key.SignCount, key.Transports, key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp, key.AttestationObject, key.ClientDataJson);

    public static UserPasskeyInfo ToKey(this PasskeyContent content, Instant since) => new(
        content.Id, content.PublicKey, since.Utc, content.Uses, content.Transports, content.UserVerified, content.BackupEligible, content.BackedUp, content.Attestation, content.ClientData)
    {
        Name = content.Name,
    };
}
