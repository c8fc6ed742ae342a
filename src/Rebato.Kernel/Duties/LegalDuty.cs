namespace Rebato.Kernel;

/// <summary>
/// A rule of law about time, as data: what is due, under which article, from what, counted how, to whom, and
/// between which dates the rule is the law. A rule without <see cref="Amount"/> takes it from the case.
/// </summary>
/// <param name="Id">Lower-case words joined by hyphens; with <paramref name="Edition"/> and <paramref name="From"/> it is unique in its book.</param>
/// <param name="Name">What must be done, in both languages.</param>
/// <param name="Amount">Hours, days, months or years, by <paramref name="Counting"/>; null when the case brings it.</param>
/// <param name="From">First day in force; null for a rule that is not (yet) the law here but can be computed.</param>
/// <param name="To">Last day in force; null while it lasts.</param>
/// <param name="Source">Where the figure was read.</param>
/// <param name="Edition">Of the tables the rule belongs to, where several are kept.</param>
/// <param name="MovesWhenOff">Whether a last day that is off moves to the next working day.</param>
/// <param name="Escalations">Hours from the start at which somebody higher is told; without them, the thirds and the eleven twelfths that 24, 48 and 66 are of 72.</param>
public sealed record LegalDuty(
    string Id,
    Citation Article,
    Wording Name,
    Trigger Starts,
    Counting Counting,
    Addressee Addressee,
    string Source,
    int? Amount = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? Edition = null,
    bool MovesWhenOff = false,
    IReadOnlyList<int>? Escalations = null,
    IReadOnlyList<Reading>? Readings = null)
{
    public bool IsInForce(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>Whether the period ends with a day rather than at a moment.</summary>
    public bool EndsWithADay => Counting is Counting.WorkingDays or Counting.CalendarDays or Counting.Months or Counting.Years;

    /// <summary>
    /// When the duty is due if its clock starts at <paramref name="start"/> at <paramref name="place"/>. Refused when
    /// the amount is missing, not allowed or out of range, or the start lies outside 1970 to 2200.
    /// </summary>
    public Outcome<Deadline> DeadlineFrom(Instant start, DutyPlace place, Language language = Language.Spanish, int? amount = null)
    {
        var chosen = amount ?? Amount;
        if (Refuse(start, place, chosen, amount) is { } refusal) return refusal;
        return new Reckoning(this, start, chosen ?? 0, place, language).Reckon();
    }

    /// <summary>The largest amount that makes sense; hours of Ley 39/2015 stop at 24, beyond them the law speaks of days (art. 30.1).</summary>
    private int Most => Counting switch
    {
        Counting.AtOnce => 0,
        Counting.ElapsedHours => 87_600,
        Counting.WorkingHours => 24,
        Counting.Months => 1_200,
        Counting.Years => 100,
        _ => 3_660,
    };

    private Refusal? Refuse(Instant start, DutyPlace place, int? chosen, int? given)
    {
        if (LocalTime.DayOf(start, place.Zone).Year is < 1970 or > 2200) return new Refusal("deadline.start-out-of-range", Field: "from");
        if (given is not null && Amount is not null && given != Amount) return new Refusal("deadline.amount-fixed", Article, "amount", Amount);
        if (Counting == Counting.AtOnce) return given is null ? null : new Refusal("deadline.amount-fixed", Article, "amount", 0);
        if (chosen is null) return new Refusal("deadline.amount-missing", Article, "amount", Id);
        if (chosen < 1 || chosen > Most)
            return new Refusal(Counting == Counting.WorkingHours ? "deadline.working-hours-over-24" : "deadline.amount-out-of-range", Article, "amount", Most);
        return null;
    }
}

/// <summary>Where a duty is counted: whose wall clock and whose days off.</summary>
public sealed record DutyPlace(TimeZoneInfo Zone, LegalCalendar Calendar)
{
    /// <summary>Mainland time and the calendar of the Community of Madrid.</summary>
    public static DutyPlace Madrid { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"), LegalCalendar.Madrid);
}
