using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>What anybody needs before they may do something. Pure: pages, commands, jobs and API ask the same.</summary>
public static class AccessRules
{
    private static readonly Citation NeedToKnow = new("Reglamento", "13.6");
    private static readonly Citation Habilitation = new("Reglamento", "38.3");

    public static readonly Refusal NotSignedIn = new("access.not-signed-in", NeedToKnow);
    public static readonly Refusal NotPermitted = new("access.not-permitted", NeedToKnow);
    public static readonly Refusal NotHabilitated = new("access.not-habilitated", Habilitation);
    public static readonly Refusal NeedsCertificate = new("access.needs-certificate", Habilitation);

    /// <summary>Whoever decides is never the one who benefits.</summary>
    public static readonly Refusal DeciderBenefits = new("access.decider-benefits");

    /// <summary>Whoever decides is never the one who asked.</summary>
    public static readonly Refusal DeciderAsked = new("access.decider-asked");

    /// <summary>Null when <paramref name="actor"/> may.</summary>
    public static Refusal? Refusal(Actor actor, string permission)
    {
        var row = PermissionTable.Of(permission);
        if (!actor.SignedIn)
            return NotSignedIn;
        if (!row.Roles.Any(actor.Has))
            return row.Roles.Contains(Role.RegistryOfficer) ? NotHabilitated : NotPermitted;
        return row.NeedsCertificate && actor.PublicEmployeeCertificate is null ? NeedsCertificate : null;
    }

    public static bool May(this Actor actor, string permission) => Refusal(actor, permission) is null;

    /// <summary>
    /// The rule that cuts across every decision of this office: never on one's own behalf, never on one's own request.
    /// </summary>
    /// <param name="decider">Who would decide.</param>
    /// <param name="asker">Who asked, when somebody did.</param>
    /// <param name="beneficiaries">Who would get something out of it.</param>
    public static Refusal? SeparationOfDuties(Guid decider, Guid? asker, params ReadOnlySpan<Guid> beneficiaries) =>
        beneficiaries.Contains(decider) ? DeciderBenefits : asker == decider ? DeciderAsked : null;
}
