using CsCheck;
using Rebato.Kernel;

namespace Rebato.Engines.Tests.Kernel;

public sealed class DeadlineProperties
{
    private static readonly Gen<Instant> Starts = Gen.Long[0, 3_900_000_000L].Select(seconds => new Instant(seconds * 1_000_000));

    [Fact]
    public void Whenever_it_starts_72_hours_are_72_hours() => Starts.Sample(
        start => RuleBook.Shipped.Get("gdpr-33-1-72h").DeadlineFrom(start, DutyPlace.Madrid).Value.DueUtc - start == TimeSpan.FromHours(72),
        seed: "0000KOIPe3UC", iter: 5_000);

    [Fact]
    public void A_period_in_working_days_holds_exactly_that_many_and_ends_on_one() => Gen.Select(Starts, Gen.Int[1, 60]).Sample((start, days) =>
    {
        var due = RuleBook.Shipped.Get("ley-39-30-2-working-days").DeadlineFrom(start, DutyPlace.Madrid, amount: days).Value.Due;
        var last = DateOnly.FromDateTime(due.DateTime);
        var held = 0;
        for (var day = LocalTime.DayOf(start, DutyPlace.Madrid.Zone).AddDays(1); day <= last; day = day.AddDays(1))
            if (!LegalCalendar.Madrid.IsOff(day)) held++;
        return held == days && !LegalCalendar.Madrid.IsOff(last);
    }, seed: "0000KOIPe3UC", iter: 2_000);

    [Fact]
    public void Months_end_on_the_same_day_or_on_the_last_and_never_on_a_day_off() => Gen.Select(Starts, Gen.Int[1, 48]).Sample((start, months) =>
    {
        var first = LocalTime.DayOf(start, DutyPlace.Madrid.Zone);
        var due = DateOnly.FromDateTime(RuleBook.Shipped.Get("ley-39-30-4-months").DeadlineFrom(start, DutyPlace.Madrid, amount: months).Value.Due.DateTime);
        var month = new DateOnly(first.Year, first.Month, 1).AddMonths(months);
        var nominal = month.AddDays(Math.Min(first.Day, DateTime.DaysInMonth(month.Year, month.Month)) - 1);
        return due == LegalCalendar.Madrid.WorkingDayFrom(nominal);
    }, seed: "0000KOIPe3UC", iter: 3_000);

    [Fact]
    public void A_local_time_is_resolved_to_the_instant_that_shows_it_or_refused() => Gen.Int[0, 366 * 24 * 4].Sample(quarter =>
    {
        var local = new DateTime(2026, 1, 1).AddMinutes(15 * quarter);
        var outcome = LocalTime.Resolve(local, DutyPlace.Madrid.Zone);
        return outcome.Refusal?.Code switch
        {
            null => outcome.Value.In(DutyPlace.Madrid.Zone).DateTime == local,
            "local-time.nonexistent" => local.Month == 3 && local.Hour == 2,
            "local-time.ambiguous" => local.Month == 10 && local.Hour == 2,
            _ => false,
        };
    }, seed: "0000KOIPe3UC", iter: 5_000);
}
