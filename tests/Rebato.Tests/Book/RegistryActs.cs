using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

/// <summary>Short ways to do what the Registry does, for people who may.</summary>
internal static class RegistryActs
{
    public const string Secret = "Nóminas de Filomena Arrúe";

    public static readonly Actor Officer = TestWeb.Person(Role.RegistryOfficer, Role.RegistryReader);
    public static readonly Actor DigitalOffice = TestWeb.Person(Role.DigitalOffice);

    public static Task<Outcome<RegistryEntry>> Enter(Office office, Guid incident, Actor? by = null, string facts = "Acceso a " + Secret) =>
        new Registry(office).Enter(by ?? Officer, incident, facts, "Posible uso indebido", "Cambio de claves", "FUNCIONARIA DE PRUEBA");

    public static async Task<RegistryEntry> Entered(Office office) => (await Enter(office, (await Story.OpenIncident(office)).Id)).Value;

    public static async Task<IReadOnlyList<LedgerEntry>> Events(TestOffice test, Guid subject, string code)
    {
        await using var ledger = new LedgerReader(test.Storage, test.Town.Id);
        return [.. (await ledger.Of(subject)).Where(e => e.Leaf.Type == code)];
    }
}
