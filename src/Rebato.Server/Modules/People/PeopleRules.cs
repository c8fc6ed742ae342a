using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Modules.People;

/// <summary>What the regulation and this office ask before an account, a role or a habilitation is given.</summary>
internal static class PeopleRules
{
    private static readonly Citation Nominal = new("Reglamento", "14.1.a");
    private static readonly Citation Habilitating = new("Reglamento", "38.3");

    public static readonly Refusal NameMissing = new("people.name-missing", null, "Name");
    public static readonly Refusal LoginMalformed = new("people.login-malformed", Nominal, "Login");
    public static readonly Refusal LoginTaken = new("people.login-taken", Nominal, "Login");
    public static readonly Refusal NifWrong = new("people.nif-wrong", null, "Nif");
    public static readonly Refusal NifTaken = new("people.nif-taken", Nominal, "Nif");
    public static readonly Refusal Unknown = new("people.unknown");
    public static readonly Refusal ReasonMissing = new("people.reason-missing", null, "Reason");
    public static readonly Refusal RoleHeld = new("people.role-held", null, "Role");
    public static readonly Refusal RoleNotGrantable = new("people.role-not-grantable", Habilitating, "Role");
    public static readonly Refusal ExternalNeedsEnd = new("people.external-needs-end", new Citation("Reglamento", "32.1.b"), "Until");
    public static readonly Refusal EndInThePast = new("people.end-in-the-past", null, "Until");
    public static readonly Refusal Incompatible = new("people.roles-incompatible", new Citation("ENS", "11"), "Role");
    public static readonly Refusal AlreadyRevoked = new("people.already-revoked");
    public static readonly Refusal OnlyCivilServants = new("people.only-civil-servants", Habilitating);
    public static readonly Refusal ActMissing = new("people.act-missing", Habilitating, "Act");
    public static readonly Refusal ActInTheFuture = new("people.act-in-the-future", Habilitating, "ActDate");
    public static readonly Refusal HabilitationHeld = new("people.habilitation-held", Habilitating);
    public static readonly Refusal LastAdministrator = new("people.last-administrator");
    public static readonly Refusal AccountDisabled = new("people.account-disabled");

    /// <summary>Letters, digits, dot, dash and underscore, three to sixty-four.</summary>
    public static bool IsLogin(string login) =>
        login.Length is >= 3 and <= 64 && login.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && char.IsAsciiLetter(login[0]);

    /// <summary>Whether a role may be given to somebody who has others, at a date.</summary>
    public static Refusal? Grant(Guid by, Person person, Role role, DateOnly? until, IReadOnlyCollection<Role> held, DateOnly today)
    {
        if (AccessRules.SeparationOfDuties(by, null, person.Id) is { } own)
            return own;
        if (role is Role.RegistryOfficer or Role.RegistryReader)
            return RoleNotGrantable;
        if (held.Contains(role))
            return RoleHeld;
        if (until < today)
            return EndInThePast;
        if (person.Kind == PersonKind.External && until is null)
            return ExternalNeedsEnd;
        return Clash(role, held) ? Incompatible : null;
    }

    public static Refusal? Habilitate(Guid by, Person person, string act, DateOnly actDate, bool held, DateOnly today) =>
        AccessRules.SeparationOfDuties(by, null, person.Id)
        ?? (person.Kind != PersonKind.CivilServant ? OnlyCivilServants
            : act.Trim().Length == 0 ? ActMissing
            : actDate > today ? ActInTheFuture
            : held ? HabilitationHeld
            : null);

    /// <summary>The security officer and the system's owner are never the same person (ENS art. 11.1); nor does the DPO hold what they supervise (GDPR 38.6).</summary>
    private static bool Clash(Role role, IReadOnlyCollection<Role> held) =>
        (role == Role.SecurityOfficer && (held.Contains(Role.SystemOwner) || held.Contains(Role.SystemAdministrator)))
        || (role is (Role.SystemOwner or Role.SystemAdministrator) && held.Contains(Role.SecurityOfficer))
        || (role == Role.Dpo && held.Any(other => other is Role.SecurityOfficer or Role.SystemOwner or Role.SystemAdministrator or Role.DataControllerDelegate))
        || (held.Contains(Role.Dpo) && role is (Role.SecurityOfficer or Role.SystemOwner or Role.SystemAdministrator or Role.DataControllerDelegate));
}
