using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

public sealed class NumberingTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Sixty_four_at_once_over_two_towns_get_numbers_without_gaps_or_doubles_and_refused_ones_give_theirs_back(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        var neighbour = await test.Storage.Found("Villar del Río", "villar.example", "Europe/Madrid");
        await using var here = test.Office;
        await using var there = new Office(test.Storage, neighbour);
        var incidents = new List<(Office Office, Guid Incident)>();
        foreach (var office in new[] { here, there })
        {
            for (var i = 0; i < 32; i++)
            {
                incidents.Add((office, (await Story.OpenIncident(office)).Id));
            }
        }

        var outcomes = await Task.WhenAll(incidents.Select((each, i) => RegistryActs.Enter(each.Office, each.Incident, facts: i % 4 == 3 ? " " : "Acceso a nóminas")));

        Assert.Equal(16, outcomes.Count(o => o.Refusal?.Code == "registry.missing-facts"));
        foreach (var office in new[] { here, there })
        {
            Assert.Equal(Enumerable.Range(1, 24), (await office.Db.RegistryEntries.ToListAsync()).Select(e => e.Ordinal).Order());
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_year_begins_at_midnight_of_the_towns_wall(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        var island = await test.Storage.Found("Guía de la Isla", "isla.example", "Atlantic/Canary");
        await using var peninsula = test.Office;
        await using var canaries = new Office(test.Storage, island);
        Assert.Equal("REG-2026-0001", (await RegistryActs.Entered(peninsula)).Number);

        test.Clock.SetUtcNow(DateTimeOffset.Parse("2026-12-31T23:30:00Z"));

        Assert.Equal("REG-2027-0001", (await RegistryActs.Entered(peninsula)).Number);
        Assert.Equal("REG-2027-0002", (await RegistryActs.Entered(peninsula)).Number);
        Assert.Equal("REG-2026-0001", (await RegistryActs.Entered(canaries)).Number);
    }
}
