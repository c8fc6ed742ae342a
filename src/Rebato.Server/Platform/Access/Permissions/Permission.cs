namespace Rebato.Platform.Access;

/// <summary>What an endpoint may ask for. The keys go into events and into the approved list: they never change.</summary>
public static class Permission
{
    /// <summary>One's own reports, account, sessions and credentials: whoever has signed in.</summary>
    public const string OwnAccount = "account.own";

    /// <summary>Sealed codes for the worst day: whoever has to work on it.</summary>
    public const string OwnSealedCodes = "account.sealed-codes";

    public const string IncidentsRead = "incidents.read";
    public const string IncidentsTriage = "incidents.triage";

    /// <summary>Put an incident without personal data in the Registry, by reasoned decision (38.4).</summary>
    public const string IncidentsDecide = "incidents.decide";
    public const string EvidenceRead = "evidence.read";
    public const string EvidenceAttach = "evidence.attach";

    public const string BreachesRead = "breaches.read";
    public const string BreachesAssess = "breaches.assess";
    public const string BreachesAdvise = "breaches.advise";
    public const string BreachesSign = "breaches.sign";

    /// <summary>The book without contents: numbers, dates, kinds.</summary>
    public const string RegistryList = "registry.list";
    public const string RegistryRead = "registry.read";
    public const string RegistryEnter = "registry.enter";
    public const string RegistryCertify = "registry.certify";
    public const string RegistryHabilitate = "registry.habilitate";

    /// <summary>Destroy the key of a record, when the right to erasure or the end of its keeping asks for it (RGPD 17).</summary>
    public const string RecordsErase = "records.erase";

    public const string PeopleRead = "people.read";
    public const string PeopleManage = "people.manage";
    public const string RolesGrant = "roles.grant";

    public const string AssetsRead = "assets.read";
    public const string AssetsManage = "assets.manage";
    public const string RequestsOwn = "requests.own";
    public const string RequestsFulfil = "requests.fulfil";
    public const string RequestsDecide = "requests.decide";

    public const string LedgerVerify = "ledger.verify";
    public const string AuditRead = "audit.read";
    public const string SettingsManage = "settings.manage";
    public const string NormsManage = "norms.manage";
    public const string ClocksRead = "clocks.read";

    /// <summary>Confirm date and time from a second source, when the computer's clock cannot be believed.</summary>
    public const string ClockAttest = "clock.attest";
    public const string StatusPublish = "status.publish";
}
