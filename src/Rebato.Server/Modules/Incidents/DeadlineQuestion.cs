using System.Globalization;
using System.Text.RegularExpressions;
using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>What was typed after <c>rebato deadline</c>, as typed.</summary>
internal sealed partial record DeadlineQuestion(
    string? Rule, string? From, string Zone, string? Amount, string? Calendar, string? Edition, string Lang)
{
    public Outcome<Language> Language => Lang switch
    {
        "es" => Kernel.Language.Spanish,
        "en" => Kernel.Language.English,
        _ => new Refusal("cli.lang-unknown", Field: "lang", Values: [Lang]),
    };

    public Outcome<Deadline> Answer(RuleBook book)
    {
        if (string.IsNullOrWhiteSpace(Rule)) return new Refusal("cli.rule-missing", Field: "rule");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone)) return new Refusal("cli.zone-unknown", Field: "zone", Values: [Zone]);
        if (book.Find(Rule, DateOnly.MinValue).Refusal is { } unknown) return unknown;
        if (!Start(zone).Done(out var start, out var refusal)) return refusal;
        if (!book.Find(Rule, LocalTime.DayOf(start.Instant, zone), Edition).Done(out var duty, out refusal)) return refusal;
        if (start.OnlyADay && !duty.EndsWithADay) return new Refusal("cli.from-needs-time", duty.Article, "from", duty.Id);
        if (!Count().Done(out var amount, out refusal)) return refusal;
        if (!DaysOff().Done(out var calendar, out refusal)) return refusal;
        return duty.DeadlineFrom(start.Instant, new DutyPlace(zone, calendar), Language.Value, amount.Value);
    }

    /// <summary>An offset settles it; without one it is the wall clock of the zone, which twice a year is not enough.</summary>
    private Outcome<(Instant Instant, bool OnlyADay)> Start(TimeZoneInfo zone)
    {
        if (From is null) return new Refusal("cli.from-missing", Field: "from");
        var malformed = new Refusal("cli.from-malformed", Field: "from", Values: [From]);
        var match = Iso().Match(From.Trim());
        if (!match.Success) return malformed;
        var (day, time, offset) = (match.Groups["day"].Value, match.Groups["time"].Value, match.Groups["offset"].Value);
        if (!DateTime.TryParse($"{day}T{(time.Length > 0 ? time : "00:00")}", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return malformed;
        if (local.Year is < 1970 or > 2200) return new Refusal("deadline.start-out-of-range", Field: "from");
        if (time.Length == 0) return (LocalTime.Midnight(DateOnly.FromDateTime(local), zone), true);
        if (offset.Length > 0)
            return DateTimeOffset.TryParse($"{day}T{time}{offset.ToUpperInvariant()}", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? (Instant.From(moment), false) : malformed;
        return LocalTime.Resolve(local, zone).Done(out var instant, out var refusal) ? (instant, false) : refusal;
    }

    private Outcome<(int? Value, bool Given)> Count()
    {
        if (Amount is null) return (null, false);
        return int.TryParse(Amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? (amount, true)
            : new Refusal("cli.amount-malformed", Field: "amount", Values: [Amount]);
    }

    private Outcome<LegalCalendar> DaysOff()
    {
        if (Calendar is null) return LegalCalendar.Madrid;
        try
        {
            return LegalCalendar.Parse(File.ReadAllText(Calendar));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal("cli.calendar-unreadable", Field: "calendar", Values: [Calendar]);
        }
    }

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})([Tt ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?)(?<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();
}
