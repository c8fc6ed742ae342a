using System.Reflection;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

public sealed class AppendOnlyTests
{
    private static readonly string[] Acts = ["enter", "correct", "annul", "correct-a-correction", "annul-without-reason"];

    [Fact]
    public void Nothing_of_an_entry_can_be_changed_from_outside()
    {
        var type = typeof(RegistryEntry);
        Assert.All(type.GetProperties(), property => Assert.False(property.SetMethod?.IsPublic ?? false, property.Name));
        Assert.DoesNotContain(type.GetFields(), field => !field.IsInitOnly && !field.IsLiteral);
        var methods = type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        Assert.All(methods, method => Assert.True(method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.IsPrivate), method.Name));
    }

    /// <summary>Whatever people do in whatever order, the book only grows, in order, and says who stands.</summary>
    [Fact]
    public async Task Any_sequence_of_entering_correcting_and_annulling_keeps_the_book_whole()
    {
        await using var test = await TestOffice.Open("sqlite");
        await using var office = test.Office;
        var registry = new Registry(office);
        Gen.OneOf([.. Acts.Select(Gen.Const)]).Array[1, 14].Sample(
            acts => Play(office, registry, acts).GetAwaiter().GetResult(), iter: 25, threads: 1);

        var numbers = (await office.Db.RegistryEntries.ToListAsync()).Select(e => e.Ordinal).Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.True(numbers.Count > 25);
    }

    private static async Task Play(Office office, Registry registry, string[] acts)
    {
        var incident = (await Story.OpenIncident(office)).Id;
        RegistryEntry? standing = null;
        RegistryEntry? correction = null;
        var written = new List<(Guid Id, string Print)>();
        foreach (var act in acts)
        {
            var subject = act == "correct-a-correction" ? correction?.Id : standing?.Id;
            var outcome = act switch
            {
                "enter" => await RegistryActs.Enter(office, incident),
                "annul" => await registry.Annul(RegistryActs.Officer, subject ?? Guid.Empty, "Inscrita dos veces", "F"),
                "annul-without-reason" => await registry.Annul(RegistryActs.Officer, subject ?? Guid.Empty, " ", "F"),
                _ => await registry.Correct(RegistryActs.Officer, subject ?? Guid.Empty, "Eran 412", "Los mismos", "Las mismas", "Recuento", "F"),
            };

            var allowed = act switch { "enter" => standing is null, "correct" or "annul" => standing is not null, _ => false };
            Assert.Equal(allowed, outcome.Refusal is null);
            if (outcome.Refusal is null)
            {
                Assert.Equal(act == "enter" ? null : standing!.Id, outcome.Value.About);
                written.Add((outcome.Value.Id, Print(outcome.Value)));
            }

            correction = act == "correct" && allowed ? outcome.Value : correction;
            standing = act switch { "enter" when allowed => outcome.Value, "annul" when allowed => null, _ => standing };
            Assert.Equal(standing is not null, await RegistryQueries.HasStandingEntry(office.Db, incident));
        }

        var kept = await office.Db.RegistryEntries.Where(e => e.Incident == incident).OrderBy(e => e.Ordinal).ToListAsync();
        Assert.Equal(written, kept.Select(e => (e.Id, Print(e))));
        Assert.All(kept.Where(e => e.About is not null), e => Assert.Equal(RegistryEntryKind.Inscription, kept.Single(o => o.Id == e.About).Kind));
        Assert.All(kept.GroupBy(e => e.About).Where(g => g.Key is not null), g => Assert.True(g.Count(e => e.Kind == RegistryEntryKind.Annulment) <= 1));
    }

    private static string Print(RegistryEntry entry) => $"{entry.Number} {entry.Kind} {entry.About} {entry.EnteredAt} {Convert.ToHexString(entry.Content)}";
}
