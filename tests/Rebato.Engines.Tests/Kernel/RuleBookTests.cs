using Rebato.Kernel;

namespace Rebato.Engines.Tests.Kernel;

public sealed class RuleBookTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void The_book_of_rules_is_the_approved_one() =>
        ApprovedText.Verify(RuleBook.Shipped.ToMarkdown(), "docs/law/rules.md",
            "read the changed period, article and validity in the norm itself, and say in the commit where you read them.");

    [Fact]
    public void Every_article_cited_belongs_to_a_known_norm()
    {
        var known = File.ReadLines(Path.Combine(ApprovedText.Root(), "docs", "law", "norms.csv")).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();
        Assert.NotEmpty(known);
        Assert.All(RuleBook.Shipped.Duties, duty => Assert.Contains(duty.Article.Norm, known));
    }

    [Fact]
    public void Every_rule_can_be_said_in_both_languages() => Assert.All(RuleBook.Shipped.Duties, duty =>
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            Assert.NotEmpty(duty.Name.In(language));
            var deadline = duty.DeadlineFrom(Instant.From(DateTimeOffset.Parse("2026-01-31T10:00:00Z")), DutyPlace.Madrid, language, duty.Amount is null && duty.Counting != Counting.AtOnce ? 5 : null);
            Assert.NotEmpty(deadline.Value.Steps);
            Assert.DoesNotContain(deadline.Value.Steps, step => step.Contains('{'));
        }
    });

    [Theory]
    [InlineData("GDPR_33_1_72h")]
    [InlineData("gdpr.33.1.72H")]
    [InlineData(" gdpr-33-1-72h ")]
    public void A_rule_is_found_however_its_words_are_joined(string typed) =>
        Assert.Equal("gdpr-33-1-72h", RuleBook.Shipped.Find(typed, Today).Value.Id);

    [Fact]
    public void An_unknown_rule_is_refused_with_near_names()
    {
        var refusal = RuleBook.Shipped.Find("gdpr-33-72h", Today).Refusal!;
        Assert.Equal("rule.unknown", refusal.Code);
        Assert.Contains("gdpr-33-1-72h", KernelSentences.Of(refusal, Language.Spanish));
    }

    [Fact]
    public void The_edition_in_force_at_the_start_is_taken_unless_another_is_asked_for()
    {
        const string id = "ens-817-very-high-initial";
        Assert.Equal("2021", RuleBook.Shipped.Find(id, Today).Value.Edition);
        Assert.Equal("2019", RuleBook.Shipped.Find(id, new DateOnly(2020, 3, 1)).Value.Edition);
        Assert.Equal("2019", RuleBook.Shipped.Find(id, Today, "2019").Value.Edition);
        Assert.Equal("rule.edition-unknown", RuleBook.Shipped.Find(id, Today, "2030").Refusal!.Code);
    }

    [Fact]
    public void When_the_law_changes_the_hours_each_start_keeps_the_wording_of_its_day()
    {
        const string rule = """{"id":"breach","article":{"norm":"RGPD","place":"33.1"},"name":{"es":"a","en":"b"},"starts":"Awareness","counting":"ElapsedHours","addressee":"ControlAuthority","source":"s",""";
        var book = RuleBook.Parse($$"""[{{rule}}"amount":72,"from":"2018-05-25","to":"2028-12-31"},{{rule}}"amount":96,"from":"2029-01-01"}]""").Value;
        Assert.Equal(72, book.Find("breach", new DateOnly(2028, 12, 31)).Value.Amount);
        Assert.Equal(96, book.Find("breach", new DateOnly(2029, 1, 1)).Value.Amount);
        Assert.Equal("rules.malformed", RuleBook.Parse($$"""[{{rule}}"amount":72},{{rule}}"amount":96}]""").Refusal!.Code);
    }

    [Theory]
    [InlineData("[{\"id\":\"x\"}]")]
    [InlineData("{")]
    [InlineData("[{\"surprise\":1}]")]
    public void A_book_that_is_not_one_is_refused_and_says_where(string json) =>
        Assert.Equal("rules.malformed", RuleBook.Parse(json).Refusal!.Code);
}
