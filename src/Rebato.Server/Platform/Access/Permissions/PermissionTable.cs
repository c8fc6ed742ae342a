using static Rebato.Platform.Access.Role;

namespace Rebato.Platform.Access;

/// <summary>
/// One permission: who has it, and whether it is exercised only in a session opened with the certificate of a public
/// employee (regulation, 38.3).
/// </summary>
public sealed record PermissionRow(string Permission, IReadOnlyList<Role> Roles, bool NeedsCertificate = false);

/// <summary>
/// Who may do what. What is not here nobody may do. An approved text shows this table by role: changing it is a
/// decision that a person signs.
/// </summary>
public static class PermissionTable
{
    private static readonly Role[] Everybody =
        [Employee, DeskAgent, UnitHead, HumanResources, DigitalOffice, SecurityOfficer, SystemOwner, SecurityCommittee, Dpo, DataControllerDelegate, Registrar, UnionRepresentative, External, PressOffice, SystemAdministrator];

    public static IReadOnlyList<PermissionRow> Rows { get; } =
    [
        new(Permission.OwnAccount, Everybody),
        new(Permission.OwnSealedCodes, [DeskAgent, DigitalOffice, SecurityOfficer, SystemOwner, Dpo, DataControllerDelegate, Registrar, PressOffice, SystemAdministrator]),
        new(Permission.RequestsOwn, Everybody),

        new(Permission.IncidentsRead, [DeskAgent, DigitalOffice, SecurityOfficer, SystemOwner, SecurityCommittee, Dpo]),
        new(Permission.IncidentsTriage, [DeskAgent, DigitalOffice, SecurityOfficer]),
        new(Permission.IncidentsDecide, [DigitalOffice]),
        new(Permission.EvidenceRead, [DeskAgent, DigitalOffice, SecurityOfficer, Dpo]),
        new(Permission.EvidenceAttach, [DeskAgent, DigitalOffice, SecurityOfficer, Dpo]),
        new(Permission.ClocksRead, [DeskAgent, DigitalOffice, SecurityOfficer, SystemOwner, SecurityCommittee, Dpo, DataControllerDelegate, Registrar]),
        new(Permission.ClockAttest, [DeskAgent, SecurityOfficer, SystemAdministrator]),

        new(Permission.BreachesRead, [DigitalOffice, SecurityOfficer, Dpo, DataControllerDelegate]),
        new(Permission.BreachesAssess, [DigitalOffice, SecurityOfficer]),
        new(Permission.BreachesAdvise, [Dpo]),
        new(Permission.BreachesSign, [DataControllerDelegate]),

        new(Permission.RegistryList, [RegistryOfficer, RegistryReader, Registrar], NeedsCertificate: true),
        new(Permission.RegistryRead, [RegistryOfficer, RegistryReader], NeedsCertificate: true),
        new(Permission.RegistryEnter, [RegistryOfficer], NeedsCertificate: true),
        new(Permission.RegistryCertify, [Registrar], NeedsCertificate: true),
        new(Permission.RegistryHabilitate, [Registrar]),

        new(Permission.RecordsErase, [DataControllerDelegate]),

        new(Permission.PeopleRead, [HumanResources, DigitalOffice, SecurityOfficer, Registrar, Dpo, SystemAdministrator]),
        new(Permission.PeopleManage, [HumanResources, SystemAdministrator]),
        new(Permission.RolesGrant, [DigitalOffice, SystemAdministrator]),

        new(Permission.AssetsRead, [DeskAgent, UnitHead, DigitalOffice, SecurityOfficer, SystemOwner, SystemAdministrator]),
        new(Permission.AssetsManage, [DeskAgent, DigitalOffice, SystemOwner]),
        new(Permission.RequestsFulfil, [DeskAgent, DigitalOffice]),
        new(Permission.RequestsDecide, [UnitHead, DigitalOffice, SecurityCommittee]),

        new(Permission.LedgerVerify, [SecurityOfficer, SecurityCommittee, Dpo, Registrar, SystemAdministrator]),
        new(Permission.AuditRead, [SecurityOfficer, Dpo]),
        new(Permission.SettingsManage, [SystemAdministrator]),
        new(Permission.NormsManage, [SecurityCommittee]),
        new(Permission.StatusPublish, [PressOffice]),
    ];

    private static readonly Dictionary<string, PermissionRow> ByKey = Rows.ToDictionary(row => row.Permission, StringComparer.Ordinal);

    /// <summary>The row of a permission; throws for a key that the table does not know, which is a mistake of the program.</summary>
    public static PermissionRow Of(string permission) =>
        ByKey.TryGetValue(permission, out var row) ? row : throw new InvalidOperationException($"The permission {permission} is not in the table.");
}
