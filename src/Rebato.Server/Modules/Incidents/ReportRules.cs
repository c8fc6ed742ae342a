using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>What the regulation asks of a report: the duty to tell, article by article.</summary>
public static class ReportRules
{
    private const string Regulation = "Reglamento";

    /// <summary>Any anomaly is told to the desk, which registers it and elevates it when needed.</summary>
    public static readonly Citation Desk = new(Regulation, "28.1");

    /// <summary>The article under which each kind of thing must be told.</summary>
    public static Citation DutyToTell(ReportKind kind) => kind switch
    {
        ReportKind.SuspiciousMail => new(Regulation, "23.1.n"),
        ReportKind.ComputerActsStrangely => new(Regulation, "4.6.e"),
        ReportKind.LostOrStolenDevice => new(Regulation, "5.2.b"),
        ReportKind.LostOrStolenMedium => new(Regulation, "7.2-6"),
        ReportKind.SomebodyUsesMyAccount => new(Regulation, "14.1.c"),
        ReportKind.CertificateMisused => new(Regulation, "16.1.c"),
        ReportKind.InformationSeenByOthers => new(Regulation, "29.1"),
        ReportKind.ConfidentialPaperFound => new(Regulation, "9.2.d"),
        ReportKind.VisitorsOrContractors => new(Regulation, "32.2"),
        _ => Desk,
    };

    /// <summary>Longest text of the account: four pages.</summary>
    public const int LongestAccount = 10_000;

    public const int LongestLine = 200;
}
