using Rebato.Kernel;

namespace Rebato.Platform.Data;

/// <summary>What a parameter of the norm is counted in.</summary>
public enum NormUnit
{
    Characters,
    Minutes,
    Hours,
    Days,
    Months,
    Years,
    Seconds,
    Megabytes,
    Times,
}

/// <summary>
/// One figure that the norm leaves to the town hall, or that a town hall changes by changing its own norm: where it is
/// said, what it is by the shipped regulation, and between which bounds it makes sense.
/// </summary>
public sealed record NormParameter(string Key, Citation Article, NormUnit Unit, int Default, int Least, int Most)
{
    public bool Allows(int value) => value >= Least && value <= Most;
}

/// <summary>
/// Every figure of the town (product: a parameter, with its dates). The shipped profile is the one of the regulation;
/// another town hall changes values and not code.
/// </summary>
public static class NormProfile
{
    private const string Regulation = "Reglamento";

    public static IReadOnlyList<NormParameter> Parameters { get; } =
    [
        new("IdleLockMinutes", new(Regulation, "13.7"), NormUnit.Minutes, 5, 1, 60),
        new("IdleEndMinutes", new(Regulation, "13.7"), NormUnit.Minutes, 30, 5, 480),
        new("SessionHours", new(Regulation, "13.7"), NormUnit.Hours, 10, 1, 24),
        new("PasswordLength", new(Regulation, "14.1.e"), NormUnit.Characters, 12, 12, 64),
        new("PasswordDays", new(Regulation, "14.1.g"), NormUnit.Days, 60, 30, 3650),
        new("PasswordNoticeDays", new(Regulation, "14.1.g"), NormUnit.Days, 10, 1, 30),
        new("InactiveDays", new(Regulation, "14.1.i"), NormUnit.Days, 60, 15, 365),
        new("CloudStorageDays", new(Regulation, "8"), NormUnit.Days, 60, 7, 365),
        new("PaperYears", new(Regulation, "9.2"), NormUnit.Years, 2, 1, 30),
        new("AccessReviewMonths", new(Regulation, "33.1"), NormUnit.Months, 12, 1, 12),
        new("EscalationFirstHours", new("RGPD", "33.1"), NormUnit.Hours, 24, 1, 71),
        new("EscalationSecondHours", new("RGPD", "33.1"), NormUnit.Hours, 48, 1, 71),
        new("EscalationThirdHours", new("RGPD", "33.1"), NormUnit.Hours, 66, 1, 71),
        new("ReportFileMegabytes", new(Regulation, "28.1"), NormUnit.Megabytes, 50, 1, 1024),
        new("ReportsPerHour", new(Regulation, "28.1"), NormUnit.Times, 20, 1, 1000),
        new("ClockToleranceSeconds", new("ENS", "op.exp.8"), NormUnit.Seconds, 2, 1, 300),
    ];

    /// <summary>Figures that must grow from one to the next: a warning cannot come after what it warns of.</summary>
    public static IReadOnlyList<(string Smaller, string Larger)> Ascending { get; } =
    [
        ("IdleLockMinutes", "IdleEndMinutes"),
        ("PasswordNoticeDays", "PasswordDays"),
        ("EscalationFirstHours", "EscalationSecondHours"),
        ("EscalationSecondHours", "EscalationThirdHours"),
    ];

    public static NormParameter? Find(string? key) => Parameters.FirstOrDefault(parameter => parameter.Key == key);
}
