namespace Rebato.Platform.Access;

/// <summary>What people are in this office; the words are those of docs/glossary.csv.</summary>
public enum Role
{
    /// <summary>Anyone at the town hall with an account.</summary>
    Employee,
    DeskAgent,
    UnitHead,
    HumanResources,
    DigitalOffice,
    SecurityOfficer,
    SystemOwner,
    SecurityCommittee,
    Dpo,
    DataControllerDelegate,

    /// <summary>Office of the Local Government Board: keeps and certifies the Registry, habilitates (38.2, 38.3).</summary>
    Registrar,
    UnionRepresentative,
    External,
    PressOffice,

    /// <summary>Runs the system and sees no content of the Registry.</summary>
    SystemAdministrator,

    /// <summary>Never granted: held while a habilitation to enter the Registry is in force (38.3).</summary>
    RegistryOfficer,

    /// <summary>Never granted: held while a habilitation to consult the Registry is in force.</summary>
    RegistryReader,
}
