using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

public sealed class ReadingTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_who_read_at_once_are_both_recorded(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        await using var other = test.Office;
        var entry = await RegistryActs.Entered(office);
        var readers = new[] { TestWeb.Person(Role.RegistryReader), TestWeb.Person(Role.RegistryReader) };

        var read = await Task.WhenAll(new Registry(office).Read(readers[0], entry.Id, "page"), new Registry(other).Read(readers[1], entry.Id, "page"));

        Assert.All(read, outcome => Assert.Contains(RegistryActs.Secret, outcome.Value.Content!.Facts));
        var events = await RegistryActs.Events(test, entry.Id, "registry.read");
        Assert.Equal(readers.Select(r => r.Id).Order(), events.Select(e => e.Leaf.ActorId).Order());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_may_not_read_leaves_no_reading_and_gets_no_word(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        var entry = await RegistryActs.Entered(office);
        var uncertified = TestWeb.Person(Role.RegistryReader) with { PublicEmployeeCertificate = null, SignIn = SignIn.Local };
        foreach (var (actor, code) in new[] { (TestWeb.Person(Role.SystemAdministrator), "access.not-habilitated"), (uncertified, "access.needs-certificate"), (Actor.Anonymous, "access.not-signed-in") })
        {
            Assert.Equal(code, (await new Registry(office).Read(actor, entry.Id, "page")).Refusal?.Code);
        }

        Assert.Empty(await RegistryActs.Events(test, entry.Id, "registry.read"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_incident_without_personal_data_enters_only_by_the_reasoned_decision_of_the_digital_office(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        var registry = new Registry(office);
        var incident = await Story.OpenIncident(office, personalData: YesNoUnknown.No);

        Assert.Equal("registry.not-personal-nor-decided", (await RegistryActs.Enter(office, incident.Id)).Refusal?.Code);
        Assert.Equal("registry.inclusion-needs-reason", (await registry.DecideInclusion(RegistryActs.DigitalOffice, incident.Id, " ")).Refusal?.Code);
        Assert.NotNull((await registry.DecideInclusion(RegistryActs.Officer, incident.Id, "Por su impacto")).Refusal);
        Story.Must(await registry.DecideInclusion(RegistryActs.DigitalOffice, incident.Id, "Por su impacto"));
        Assert.Equal("registry.inclusion-already-decided", (await registry.DecideInclusion(RegistryActs.DigitalOffice, incident.Id, "Otra vez")).Refusal?.Code);

        var entry = (await RegistryActs.Enter(office, incident.Id)).Value;
        Assert.Equal(RegistryBasis.DigitalOfficeDecision, entry.Basis);
        Assert.Equal(1, await office.Db.RegistryEntries.CountAsync());
    }
}
