using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Data;

public sealed class CommitTests
{
    [LedgerEvent("test.numbered", "Reglamento", "38.1")]
    internal sealed record Numbered(int Number);

    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_hundred_at_once_get_a_hundred_numbers_without_gaps_or_doubles(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;

        var numbers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TakeNumber(office, refuse: false)));

        Assert.Equal(Enumerable.Range(1, 100), numbers.Select(n => n.Value).Order());
        Assert.Equal(100, await office.Db.Counters.Select(c => c.Last).SingleAsync());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refused_act_gives_its_number_back(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => TakeNumber(office, refuse: i % 2 == 0)));

        Assert.Equal(Enumerable.Range(1, 20), outcomes.Where(o => o.Refusal is null).Select(n => n.Value).Order());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task When_one_act_of_a_batch_throws_the_others_are_committed(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;

        var good = Enumerable.Range(0, 10).Select(_ => TakeNumber(office, refuse: false)).ToList();
        var bad = office.Commit<int>(Actor.Office, _ => throw new InvalidOperationException("on purpose"));
        good.AddRange(Enumerable.Range(0, 10).Select(_ => TakeNumber(office, refuse: false)));

        var numbers = await Task.WhenAll(good);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(Enumerable.Range(1, 20), numbers.Select(n => n.Value).Order());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_that_no_event_tells_is_a_fault_of_the_program(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;

        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Commit<int>(Actor.Office, async w => await w.NextNumber("x", 2026)));
    }

    private static Task<Outcome<int>> TakeNumber(Office office, bool refuse) =>
        office.Commit<int>(Actor.Office, async writing =>
        {
            var number = await writing.NextNumber("INC", 2026);
            if (refuse)
            {
                return new Refusal("test.refused");
            }

            writing.Record(office.Town.Log, new Numbered(number));
            return number;
        });
}
