using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>What must be sent, and by when; no deadline yet when what starts its clock has not happened.</summary>
public sealed record NotificationWindow(LegalDuty Duty, Deadline? Deadline);

/// <summary>
/// What an incident is and how grave: its types give the danger, the table of criteria the impact, and the higher
/// of the two is its level. The edition of the tables stays with it.
/// </summary>
public sealed record Classification(string Edition, IReadOnlyList<IncidentType> Types, Level Danger, ImpactAssessment Impact)
{
    public static readonly Citation CcnCertArticle = new("ITS 2018", "IV");
    public static readonly Citation CommitteeArticle = new("Reglamento", "28.1");

    private static readonly string[] Stages = ["initial", "intermediate-24h", "intermediate-48h", "intermediate-72h", "final"];

    public Level Level => Danger > Impact.Level ? Danger : Impact.Level;

    /// <summary>Alto, Muy alto and Crítico are significant: they go to CCN-CERT at the moment they happen.</summary>
    public bool MustNotifyCcnCert => Level >= Level.High;

    /// <summary>The regulation tells the Committee "where necessary"; the product takes what is significant for necessary.</summary>
    public bool MustTellCommittee => Level >= Level.High;

    /// <summary>The types whose danger decides, when several fit.</summary>
    public IEnumerable<IncidentType> Deciding => Types.Where(t => t.Danger(Edition) == Danger);

    /// <summary>Days without answer after which it closes by itself; null where the guide has no figure.</summary>
    public LegalDuty? AutoClose => Level == Level.None ? null : RuleBook.Shipped.Get($"ens-817-{Level.Key}-autoclose");

    /// <summary>The duties to CCN-CERT that this level brings.</summary>
    public IEnumerable<LegalDuty> Duties =>
        Stages.Select(stage => RuleBook.Shipped.Duties.FirstOrDefault(d => d.Id == $"ens-817-{Level.Key}-{stage}" && d.Edition == Edition)).OfType<LegalDuty>();

    /// <summary>Refused without types, with one that is unknown or that the edition does not have, or with an impact of another edition.</summary>
    public static Outcome<Classification> Of(IReadOnlyList<string> types, ImpactAssessment impact, string edition = Incidents.Edition.Of2021)
    {
        var article = Incidents.Edition.Table(edition);
        if (edition is not (Incidents.Edition.Of2021 or Incidents.Edition.Of2019)) return new Refusal("classification.edition-unknown", Field: "edition", Values: [edition]);
        if (impact.Edition != edition) return new Refusal("classification.editions-mixed", article, "edition", edition, impact.Edition);
        if (types.Count == 0) return new Refusal("classification.type-missing", article, "types");
        var found = new List<IncidentType>();
        foreach (var key in types.Distinct())
        {
            if (Taxonomy.Find(key) is not { } type) return new Refusal("classification.type-unknown", article, "types", key);
            if (type.Danger(edition) is null) return new Refusal("classification.type-not-in-edition", article, "types", key, edition);
            found.Add(type);
        }

        return new Classification(edition, found, found.Max(t => t.Danger(edition)!.Value), impact);
    }

    /// <summary>The initial one counts from awareness; the others from the sending of the initial one (annex, par. 6).</summary>
    public IReadOnlyList<NotificationWindow> Windows(Instant aware, Instant? initialSent, DutyPlace place, Language language) =>
        [.. Duties.Select(duty => new NotificationWindow(
            duty,
            (duty.Starts == Trigger.Awareness ? aware : initialSent) is { } start ? duty.DeadlineFrom(start, place, language).Value : null))];
}
