using Rebato.Platform.Ledger;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Ledger;

/// <summary>What the ledger says for ever: its codes, the article of each, and a name that people read.</summary>
public sealed class EventCodesTests
{
    [Fact]
    public void The_codes_and_their_articles_are_the_approved_ones() => ApprovedText.Check(
        "EventCodes",
        string.Join('\n', LedgerEvents.All.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key,-28} {LedgerEvents.Of(e.Value).Article}")),
        "a code in use never changes its name nor its meaning, and each has the article under which it happens");

    [Fact]
    public void Every_event_has_its_name_in_every_language()
    {
        var sentences = Sentences.Load(strict: true);
        Assert.NotEmpty(LedgerEvents.All);
        foreach (var language in sentences.Languages)
        {
            var keys = sentences.Keys(language).ToHashSet();
            Assert.Equal("", string.Join('\n', LedgerEvents.All.Keys.Where(code => !keys.Contains("event." + code))));
        }
    }
}
