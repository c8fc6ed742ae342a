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
    public const int MostFiles = 10;

    /// <summary>Null when the report can be registered as it came.</summary>
    public static Refusal? Refusal(ArrivingReport arriving)
    {
        var content = arriving.Content;
        if (string.IsNullOrWhiteSpace(content.Account) && arriving.Files.Count == 0)
        {
            return new Refusal("report.says-nothing", Desk, "Account");
        }

        if (content.Account.Length > LongestAccount)
        {
            return new Refusal("report.account-too-long", Desk, "Account", LongestAccount);
        }

        if (arriving.Files.Count > MostFiles)
        {
            return new Refusal("report.too-many-files", Desk, "Files", MostFiles);
        }

        foreach (var (field, text) in new[] { ("Noticed", content.Noticed), ("Place", content.Place), ("Who", content.Who), ("Contact", content.Contact) })
        {
            if (text.Length > LongestLine)
            {
                return new Refusal("report.line-too-long", Desk, field, LongestLine);
            }
        }

        return arriving.Key.Length > LongestLine ? new Refusal("report.line-too-long", Desk, "Key", LongestLine) : null;
    }
}
