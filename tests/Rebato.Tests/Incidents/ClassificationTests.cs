using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Rebato.Kernel;
using Rebato.Modules.Incidents;

namespace Rebato.Tests.Incidents;

public sealed class ClassificationTests
{
    private static readonly Instant Aware = Instant.From(DateTimeOffset.Parse("2026-11-24T09:00:00Z"));

    [Fact]
    public void There_are_ten_classes_and_thirty_six_types()
    {
        Assert.Equal(10, Taxonomy.Classes.Count);
        Assert.Equal(36, Taxonomy.Types().Count);
        Assert.Equal("rsit:fraud=\"phishing\"", Taxonomy.Find("phishing")!.Rsit);
        Assert.Null(Taxonomy.Find("apt")!.Rsit);
    }

    [Theory]
    [InlineData("spam", "Low", "Low")]
    [InlineData("masquerade", "Medium", "Medium")]
    [InlineData("data-loss", "High", "High")]
    [InlineData("exploit", "High", "VeryHigh")]
    [InlineData("privileged-account-compromise", "High", "Medium")]
    [InlineData("unprivileged-account-compromise", "Medium", "Low")]
    [InlineData("outage", "VeryHigh", "VeryHigh")]
    [InlineData("apt", "Critical", "Critical")]
    public void Each_edition_gives_its_own_danger(string type, string in2021, string in2019)
    {
        Assert.Equal(in2021, Classify([type], Harmless("2021"), "2021").Danger.ToString());
        Assert.Equal(in2019, Classify([type], Harmless("2019"), "2019").Danger.ToString());
    }

    [Fact]
    public void Of_several_types_the_more_dangerous_decides()
    {
        var classification = Classify(["spam", "phishing", "masquerade"], Harmless("2021"));
        Assert.Equal(Level.High, classification.Danger);
        Assert.Equal("phishing", Assert.Single(classification.Deciding).Key);
    }

    [Theory]
    [InlineData("spam", 95, "Critical", true)]
    [InlineData("apt", 0, "Critical", true)]
    [InlineData("spam", 0, "Low", false)]
    [InlineData("masquerade", 30, "Medium", false)]
    [InlineData("masquerade", 51, "High", true)]
    public void Of_danger_and_impact_the_higher_wins_and_from_high_on_it_must_be_told(string type, int systems, string level, bool told)
    {
        var classification = Classify([type], Assess(new ImpactAnswer("systems", systems)));
        Assert.Equal(level, classification.Level.ToString());
        Assert.Equal((told, told), (classification.MustNotifyCcnCert, classification.MustTellCommittee));
    }

    [Fact]
    public void A_town_with_everything_encrypted_for_days_is_critical_and_the_reasons_say_so()
    {
        var impact = Assess(new ImpactAnswer("systems", 96), new ImpactAnswer("outage", 72, 90), new ImpactAnswer("person-days", 40), new ImpactAnswer("life", Choice: "no"));
        Assert.Equal(Level.Critical, impact.Level);
        Assert.Equal(["systems Critical", "outage Critical", "person-days VeryHigh"], impact.Reasons.Select(r => $"{r.Question.Key} {r.Level}"));
        Assert.Equal((90m, 96m), (impact.Reasons[0].Threshold.Over, impact.Reasons[0].Answer.Number));
        Assert.Contains("cost", impact.Unanswered);
    }

    [Theory]
    [InlineData("systems", "0", "None")]
    [InlineData("systems", "20", "Low")]
    [InlineData("systems", "20.01", "Medium")]
    [InlineData("systems", "90", "VeryHigh")]
    [InlineData("person-days", "0.5", "Low")]
    [InlineData("person-days", "5", "High")]
    [InlineData("person-days", "100", "VeryHigh")]
    [InlineData("person-days", "100.5", "Critical")]
    [InlineData("cost", "0.00009", "None")]
    [InlineData("cost", "0.1", "VeryHigh")]
    public void The_table_of_criteria_holds_at_its_edges(string question, string number, string level) =>
        Assert.Equal(level, Assess(new ImpactAnswer(question, decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))).Level.ToString());

    [Theory]
    [InlineData(25, 51, "Critical")]
    [InlineData(25, 50, "VeryHigh")]
    [InlineData(24, 100, "VeryHigh")]
    [InlineData(100, 6, "Medium")]
    [InlineData(2, 11, "High")]
    [InlineData(1, 100, "Medium")]
    [InlineData(1, 5, "Low")]
    [InlineData(0, 0, "None")]
    public void An_outage_needs_both_its_hours_and_its_users(int hours, int users, string level) =>
        Assert.Equal(level, Assess(new ImpactAnswer("outage", hours, users)).Level.ToString());

    [Fact]
    public void The_edition_of_2019_counted_person_days_otherwise()
    {
        Assert.Equal(Level.Critical, ImpactCriteria.Assess([new("person-days", 31)], "2019").Value.Level);
        Assert.Equal(Level.VeryHigh, ImpactCriteria.Assess([new("person-days", 31)], "2021").Value.Level);
    }

    [Fact]
    public void Every_choice_of_every_question_reaches_its_level()
    {
        foreach (var question in ImpactCriteria.Questions())
            foreach (var threshold in question.Thresholds.Where(t => t.Choice is not null))
                Assert.Equal(threshold.Level, Assess(new ImpactAnswer(question.Key, Choice: threshold.Choice)).Level);
    }

    [Fact]
    public void Answers_that_cannot_be_are_refused_naming_the_question()
    {
        ImpactAnswer[] wrong = [new("systems", 101), new("systems", -1), new("systems"), new("outage", 3), new("life", 1), new("life", Choice: "perhaps"), new("reputation", Choice: "yes"), new("weather", 1)];
        Assert.All(wrong, answer =>
        {
            var refusal = ImpactCriteria.Assess([answer]).Refusal!;
            Assert.Equal(("impact.answer-malformed", $"impact.{answer.Question}"), (refusal.Code, refusal.Field));
        });
        Assert.Equal("impact.no-answers", ImpactCriteria.Assess([]).Refusal!.Code);
        Assert.Equal("impact.answered-twice", ImpactCriteria.Assess([new("life", Choice: "no"), new("life", Choice: "yes")]).Refusal!.Code);
    }

    [Fact]
    public void What_an_edition_does_not_have_is_refused_with_its_article()
    {
        Assert.Equal("classification.type-not-in-edition", Refused(["misconfiguration"], "2019", "2019"));
        Assert.Equal("classification.type-not-in-edition", Refused(["cyberterrorism"], "2021", "2021"));
        Assert.Equal("classification.type-unknown", Refused(["plague"], "2021", "2021"));
        Assert.Equal("classification.type-missing", Refused([], "2021", "2021"));
        Assert.Equal("classification.editions-mixed", Refused(["spam"], "2019", "2021"));
        Assert.Equal("classification.edition-unknown", Refused(["spam"], "2020", "2021"));
        static string Refused(string[] types, string edition, string impact) => Classification.Of(types, Harmless(impact), edition).Refusal!.Code;
    }

    [Fact]
    public void The_windows_of_a_critical_one_run_from_awareness_and_then_from_the_initial_notification()
    {
        var classification = Classify(["apt"], Harmless("2021"));
        var before = classification.Windows(Aware, null, DutyPlace.Madrid, Language.Spanish);
        Assert.Equal(["ens-817-critical-initial", "ens-817-critical-intermediate-24h", "ens-817-critical-intermediate-48h", "ens-817-critical-final"], before.Select(w => w.Duty.Id));
        Assert.Equal([Aware, null, null, null], before.Select(w => w.Deadline?.DueUtc));
        var sent = Aware + TimeSpan.FromHours(1);
        var after = classification.Windows(Aware, sent, DutyPlace.Madrid, Language.Spanish);
        Assert.Equal(sent + TimeSpan.FromHours(24), after[1].Deadline!.DueUtc);
        Assert.Equal("2026-12-14", after[3].Deadline!.Due.ToString("yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("2021", "spam", "", 21)]
    [InlineData("2021", "masquerade", "", 30)]
    [InlineData("2021", "data-loss", "initial", 45)]
    [InlineData("2021", "sabotage", "initial intermediate-72h final", 90)]
    [InlineData("2019", "apt", "initial intermediate-48h final", 120)]
    public void Each_level_has_its_windows_and_its_automatic_closing(string edition, string type, string stages, int days)
    {
        var classification = Classify([type], Harmless(edition), edition);
        var expected = stages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => $"ens-817-{classification.Level.Key}-{s}");
        Assert.Equal(expected, classification.Duties.Select(d => d.Id));
        Assert.Equal(days, classification.AutoClose!.Amount);
    }

    [Fact]
    public void A_security_incident_closes_with_cause_and_code_or_not_at_all()
    {
        Assert.Null(ClosingCodes.RefuseClosing("false-positive", "La alerta era una copia de seguridad."));
        Assert.Equal("closing.code-missing", ClosingCodes.RefuseClosing(" ", "Correo abierto")!.Code);
        Assert.Equal("closing.code-unknown", ClosingCodes.RefuseClosing("open", "Correo abierto")!.Code);
        Assert.Equal("closing.cause-missing", ClosingCodes.RefuseClosing("solved-answered", "")!.Code);
        Assert.Equal("CCN-STIC-817", ClosingCodes.RefuseClosing(null, null)!.Article!.Norm);
        Assert.Equal(6, ClosingCodes.All.Count(s => s.Closed));
    }

    [Fact]
    public void Every_article_cited_belongs_to_a_known_norm()
    {
        var norms = File.ReadLines(Path.Combine(Root(), "docs", "law", "norms.csv")).Select(line => line.Split(',')[0]).ToHashSet();
        Citation[] cited = [Edition.Table("2021"), Edition.Table("2019"), ImpactCriteria.Article("2021"), ImpactCriteria.Article("2019"), Classification.CcnCertArticle, Classification.CommitteeArticle, ClosingCodes.Article];
        Assert.All(cited, article => Assert.Contains(article.Norm, norms));
    }

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public void Everything_the_tables_name_has_its_words(string language)
    {
        var words = Words(language);
        var needed = Taxonomy.All.Select(t => $"type.{t.Key}")
            .Concat(Taxonomy.Classes.Select(c => $"class.{c}"))
            .Concat(Enum.GetValues<Level>().Select(l => $"level.{l.Key}"))
            .Concat(ClosingCodes.All.SelectMany(s => new[] { $"state.{s.Key}", $"state.{s.Key}.meaning" }))
            .Concat(ImpactCriteria.Questions().Select(q => $"impact.q.{q.Key}"))
            .Concat(ImpactCriteria.Questions().SelectMany(q => q.Thresholds).Select(t => t.Key))
            .Concat(ImpactCriteria.Questions().Where(q => q.Kind == AnswerKind.Choice)
                .SelectMany(q => q.Thresholds.Select(t => t.Choice).Append("none").Select(c => $"impact.choice.{q.Key}.{c}")));
        Assert.All(needed, key => Assert.NotEmpty(words[key]));
        Assert.Equal(Words("es").Keys, Words("en").Keys);
    }

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..");

    private static Dictionary<string, string> Words(string language) =>
        XDocument.Load(Path.Combine(Root(), "src", "Rebato.Server", "Modules", "Incidents", $"Classification.{language}.resx"))
            .Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static ImpactAssessment Assess(params ImpactAnswer[] answers) => ImpactCriteria.Assess(answers).Value;

    private static ImpactAssessment Harmless(string edition) => ImpactCriteria.Assess([new("systems", 0)], edition).Value;

    private static Classification Classify(string[] types, ImpactAssessment impact, string edition = "2021") =>
        Classification.Of(types, impact, edition).Value;
}
