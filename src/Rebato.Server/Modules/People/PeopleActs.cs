using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>What is written of a person when they come, or change.</summary>
internal sealed record NewPerson(PersonKind Kind, string Name, string Login, string? Nif, string? Mail, string? Unit, string? Post);

/// <summary>Adds people, changes them, opens and closes their accounts.</summary>
internal sealed class PeopleActs(Office office, Storage storage)
{
    private readonly LookupMarks marks = new(storage.Keys, office.Town.Id);

    /// <summary>A person with their account, and the password of their first day; they have to change it at once.</summary>
    public async Task<Outcome<(Guid Person, string Password)>> Add(Actor actor, NewPerson wanted)
    {
        var password = TemporaryPassword();
        var hash = PasswordHash.Make(password);
        return await office.Commit<(Guid, string)>(actor, async writing =>
        {
            var added = await Add(writing, wanted);
            if (!added.Done(out var account, out var refusal))
                return refusal;
            await SetPassword(writing, account, new PasswordContent(hash, Temporary: true));
            return (account.Person, password);
        });
    }

    /// <summary>The same inside another act, without a password.</summary>
    public async Task<Outcome<Account>> Add(Writing writing, NewPerson wanted)
    {
        if (await Judge(writing.Db, wanted, Guid.Empty) is { } refusal)
            return refusal;
        var id = NewId.At(writing.Now);
        var facts = Facts(wanted);
        writing.Db.Add(new Person(id, wanted.Kind, await writing.Seal(id, facts), NifMark(facts), writing.Now));
        var account = new Account(NewId.At(writing.Now), id, marks.Login(facts.Login), writing.Now);
        writing.Db.Add(account);
        writing.Record(id, new PersonAdded(wanted.Kind, facts));
        return account;
    }

    public Task<Outcome<Nothing>> Change(Actor actor, Guid person, NewPerson wanted) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            if (await writing.Db.People.SingleOrDefaultAsync(p => p.Id == person) is not { } row)
                return PeopleRules.Unknown;
            var before = await writing.Open<PersonFacts>(person, row.Sealed);
            if (await Judge(writing.Db, wanted with { Login = before.Login }, person) is { } refusal)
                return refusal;
            var facts = Facts(wanted with { Login = before.Login });
            row.Change(await writing.Seal(person, facts), NifMark(facts));
            writing.Record(person, new PersonChanged(facts));
            return default(Nothing);
        });

    public Task<Outcome<Nothing>> Disable(Actor actor, Guid person, string reason) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            if (await writing.Db.Accounts.SingleOrDefaultAsync(a => a.Person == person) is not { } account)
                return PeopleRules.Unknown;
            if (reason.Trim().Length == 0)
                return PeopleRules.ReasonMissing;
            if (AccessRules.SeparationOfDuties(actor.Id, null, person) is { } own)
                return own;
            account.Disable(writing.Now);
            writing.Record(person, new AccountDisabled(reason.Trim()));
            await Sessions.EndAll(writing, person, SessionEnd.AccountDisabled);
            return default(Nothing);
        });

    public Task<Outcome<Nothing>> Enable(Actor actor, Guid person, string reason) =>
        office.Commit<Nothing>(actor, async writing =>
        {
            if (await writing.Db.Accounts.SingleOrDefaultAsync(a => a.Person == person) is not { } account)
                return PeopleRules.Unknown;
            if (reason.Trim().Length == 0)
                return PeopleRules.ReasonMissing;
            if (AccessRules.SeparationOfDuties(actor.Id, null, person) is { } own)
                return own;
            account.Enable();
            writing.Record(person, new AccountEnabled(reason.Trim()));
            return default(Nothing);
        });

    /// <summary>
    /// Another password of one day, for who lost theirs; their phone and keys are taken away too, because whoever
    /// lost the one may have lost the others.
    /// </summary>
    public async Task<Outcome<string>> ResetPassword(Actor actor, Guid person)
    {
        var password = TemporaryPassword();
        var hash = PasswordHash.Make(password);
        return await office.Commit<string>(actor, async writing =>
        {
            if (await writing.Db.Accounts.SingleOrDefaultAsync(a => a.Person == person) is not { } account)
                return PeopleRules.Unknown;
            if (AccessRules.SeparationOfDuties(actor.Id, null, person) is { } own)
                return own;
            foreach (var factor in await writing.Db.Credentials.Where(c => c.Account == account.Id && c.EndedAt == null && (c.Kind == CredentialKind.Phone || c.Kind == CredentialKind.Passkey)).ToListAsync())
            {
                factor.End(writing.Now);
                writing.Record(person, new CredentialRemoved(factor.Kind, factor.Id));
            }
            await SetPassword(writing, account, new PasswordContent(hash, Temporary: true));
            await Sessions.EndAll(writing, person, SessionEnd.CredentialChanged);
            return password;
        });
    }

    /// <summary>Replaces the password of an account, inside another act.</summary>
    public static async Task SetPassword(Writing writing, Account account, PasswordContent content)
    {
        foreach (var old in await writing.Db.Credentials.Where(c => c.Account == account.Id && c.Kind == CredentialKind.Password && c.EndedAt == null).ToListAsync())
            old.End(writing.Now);
        writing.Db.Add(new Credential(NewId.At(writing.Now), account.Id, CredentialKind.Password, await writing.Seal(account.Person, content), null, writing.Now));
        writing.Record(account.Person, new PasswordChanged(content.Temporary));
    }

    private async Task<Refusal?> Judge(RebatoDb db, NewPerson wanted, Guid self)
    {
        if (wanted.Name.Trim().Length == 0)
            return PeopleRules.NameMissing;
        if (!PeopleRules.IsLogin(wanted.Login.Trim()))
            return PeopleRules.LoginMalformed;
        var login = marks.Login(wanted.Login);
        if (await db.Accounts.AnyAsync(a => a.LoginMark == login && a.Person != self))
            return PeopleRules.LoginTaken;
        if (string.IsNullOrWhiteSpace(wanted.Nif))
            return null;
        if (Nif.Read(wanted.Nif) is not { } nif)
            return PeopleRules.NifWrong;
        var mark = marks.Of(nif);
        return await db.People.AnyAsync(p => p.NifMark == mark && p.Id != self) ? PeopleRules.NifTaken : null;
    }

    private byte[]? NifMark(PersonFacts facts) => Nif.Read(facts.Nif) is { } nif ? marks.Of(nif) : null;

    private static PersonFacts Facts(NewPerson wanted) => new(
        wanted.Name.Trim(), wanted.Login.Trim().ToLowerInvariant(), Nif.Read(wanted.Nif)?.Value, Text(wanted.Mail), Text(wanted.Unit), Text(wanted.Post));

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>It obeys the rule it is a stand-in for, and reads well over the telephone.</summary>
    private static string TemporaryPassword()
    {
        const string letters = "abcdefghjkmnpqrstuvwxyz", digits = "23456789";
        return string.Join('-', RandomNumberGenerator.GetString(letters.ToUpperInvariant(), 4), RandomNumberGenerator.GetString(letters, 4), RandomNumberGenerator.GetString(digits, 4), RandomNumberGenerator.GetString(letters, 4));
    }
}
