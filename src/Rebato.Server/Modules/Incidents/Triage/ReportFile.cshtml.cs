using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>What was reported, and the three ways it can leave the queue.</summary>
[Requires(Permission.IncidentsTriage)]
internal sealed class ReportFilePage(IncidentTools tools, Naming naming) : ReportPage(tools)
{
    public IReadOnlyList<Opened<Evidence, EvidenceContent>> Files { get; private set; } = [];

    /// <summary>Number of the incident it became or joined.</summary>
    public string? IncidentNumber { get; private set; }

    protected override bool IsFile => true;

    public bool Waits => Report.State == ReportState.Waiting;

    public async Task OnGet(CancellationToken cancel)
    {
        Files = await Tools.Reader.Files(Report.Id, cancel);
        await naming.Learn([Report.Reporter]);
        IncidentNumber = Report.Incident is { } incident ? await Tools.Reader.NumberOf(incident, cancel) : null;
    }

    public IReadOnlyList<Fact> Facts(Formats formats) =>
    [
        new(Texts["told.received"], formats.LongDateTime(Report.ReceivedAt)),
        new(Texts["told.channel"], Texts["channel." + Report.Channel]),
        new(Texts["told.noticed"], Or(Told?.Noticed)),
        new(Texts["told.place"], Or(Told?.Place)),
        new(Texts["told.who"], Or(Told?.Who) + (Report.Reporter is { } reporter ? $" ({Texts["told.signed-in", naming.Of(reporter, Actor)]})" : "")),
        new(Texts["told.contact"], Or(Told?.Contact)),
        new(Texts["told.duty"], Texts.Cite(ReportRules.DutyToTell(Report.Kind))),
    ];

    private string Or(string? said) => string.IsNullOrWhiteSpace(said) ? Texts["told.not-said"] : said;
}
