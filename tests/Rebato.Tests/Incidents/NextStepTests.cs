using Rebato.Kernel;
using Rebato.Modules.Incidents;

namespace Rebato.Tests.Incidents;

/// <summary>What an incident asks for, one thing after another, until it is closed.</summary>
public sealed class NextStepTests
{
    private static readonly Instant Now = Instant.From(DateTimeOffset.Parse("2026-11-24T08:00:00Z"));

    private static readonly Classification Spam =
        Classification.Of(["spam"], ImpactCriteria.Assess([new ImpactAnswer("life", Choice: "no")]).Value).Value;

    [Fact]
    public void First_it_is_classified_then_settled_then_taken_and_at_last_closed()
    {
        var incident = Opened(YesNoUnknown.Unknown);
        Assert.Equal("classify", Next(incident));
        incident.Classify(Spam, []);
        Assert.Equal("personal-data", Next(incident));
        incident.SayPersonalData(YesNoUnknown.No);
        Assert.Equal("assign", Next(incident));
        incident.Assign(Guid.CreateVersion7(Now.Utc));
        Assert.Equal("close", Next(incident));
        Assert.Null(incident.Close(Now, new Closing("no-impact", "Error", "", InRegistry: false), []));
        Assert.Equal("closed", Next(incident));
    }

    [Fact]
    public void With_personal_data_awareness_comes_first_then_what_is_owed_then_the_Registry()
    {
        var incident = Opened(YesNoUnknown.Yes);
        incident.Classify(Spam, []);
        Assert.Equal("awareness", Next(incident));
        incident.BecomeAware(Now);
        var deadline = RuleBook.Shipped.Get(DutyBoard.NotifyAuthority).DeadlineFrom(Now, DutyPlace.Madrid).Value;
        var duty = Duty.Start(Guid.CreateVersion7(Now.Utc), incident.Id, deadline, Now);
        Assert.Equal("duty", Next(incident, duty));
        duty.Meet(Now);
        Assert.Equal("registry", Next(incident, duty));
        Assert.Equal("assign", NextStep.Of(incident, [duty], inRegistry: true).Key);
    }

    private static string Next(Incident incident, params Duty[] duties) => NextStep.Of(incident, duties, inRegistry: false).Key;

    private static Incident Opened(YesNoUnknown personalData) =>
        Incident.Open(Guid.CreateVersion7(Now.Utc), 1, 2026, 1, Now, Guid.CreateVersion7(Now.Utc), Now, personalData, []);
}
