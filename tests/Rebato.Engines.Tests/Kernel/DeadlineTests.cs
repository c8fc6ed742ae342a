using Rebato.Kernel;

namespace Rebato.Engines.Tests.Kernel;

/// <summary>Worked by hand from the law; 72 h examples D01 to D22 of the collection of deadlines among them.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeZoneInfo Canary = TimeZoneInfo.FindSystemTimeZoneById("Atlantic/Canary");

    [Theory]
    [InlineData("2026-11-23T09:00:00+01:00", "2026-11-26T09:00:00+01:00", "an ordinary week")]
    [InlineData("2026-10-23T18:00:00+02:00", "2026-10-26T17:00:00+01:00", "the clocks go back on the way")]
    [InlineData("2026-10-25T02:30:00+02:00", "2026-10-28T01:30:00+01:00", "the first 02:30 of the October change")]
    [InlineData("2026-10-25T02:30:00+01:00", "2026-10-28T02:30:00+01:00", "the second 02:30 of the October change")]
    [InlineData("2026-12-04T13:30:00+01:00", "2026-12-07T13:30:00+01:00", "ends on a holiday and stays there")]
    [InlineData("2028-02-27T10:00:00+01:00", "2028-03-01T10:00:00+01:00", "over a 29 February")]
    [InlineData("2026-03-27T18:00:00+01:00", "2026-03-30T19:00:00+02:00", "the clocks go forward on the way")]
    [InlineData("2026-03-29T01:59:59+01:00", "2026-04-01T02:59:59+02:00", "the last second before the gap")]
    [InlineData("2026-12-30T23:59:59+01:00", "2027-01-02T23:59:59+01:00", "over the end of the year")]
    [InlineData("2026-10-22T02:30:00+02:00", "2026-10-25T02:30:00+02:00", "ends in the hour that comes twice, the first time")]
    public void Seventy_two_hours_are_elapsed_hours(string aware, string due, string why) =>
        Assert.True(Due("gdpr-33-1-72h", aware) == due, why);

    [Fact]
    public void In_the_Canary_Islands_the_instant_is_the_same_and_both_clocks_are_shown()
    {
        var deadline = Deadline("gdpr-33-1-72h", "2026-11-18T09:00:00+00:00", zone: Canary);
        Assert.Equal("2026-11-21T09:00:00+00:00", Text(deadline.Due));
        Assert.Equal("2026-11-21T10:00:00+01:00", Text(deadline.DueUtc.In(DutyPlace.Madrid.Zone)));
        Assert.Contains(deadline.Steps, step => step.Contains("peninsular") && step.Contains("10:00:00"));
    }

    [Theory]
    [InlineData("2026-11-23T09:00:00+01:00", "NextFullHour 2026-11-26T10:00:00+01:00")]
    [InlineData("2026-10-23T18:00:00+02:00", "NextFullHour 2026-10-26T18:00:00+01:00", "TwoWorkingDays 2026-10-27T23:59:59+01:00", "WallClock 2026-10-26T18:00:00+01:00")]
    [InlineData("2026-10-25T02:30:00+02:00", "NextFullHour 2026-10-28T02:00:00+01:00", "WallClock 2026-10-28T02:30:00+01:00")]
    [InlineData("2026-12-04T13:30:00+01:00", "NextFullHour 2026-12-07T14:00:00+01:00", "TwoWorkingDays 2026-12-10T23:59:59+01:00")]
    [InlineData("2028-02-27T10:00:00+01:00", "NextFullHour 2028-03-01T11:00:00+01:00")]
    public void Other_readings_are_shown_and_give_no_time(string aware, params string[] readings)
    {
        var deadline = Deadline("gdpr-33-1-72h", aware);
        Assert.Equal(readings, deadline.Alternatives.Select(a => $"{a.Reading} {Text(a.Due)}"));
        Assert.All(deadline.Alternatives, a => Assert.True(a.Due > deadline.Due));
    }

    [Fact]
    public void Exactly_seventy_two_hours_later_is_not_late_and_a_microsecond_more_is()
    {
        var deadline = Deadline("gdpr-33-1-72h", "2026-11-16T11:00:00+01:00");
        var limit = At("2026-11-19T11:00:00+01:00");
        Assert.False(deadline.IsLate(limit));
        Assert.True(deadline.IsLate(limit + TimeSpan.FromMicroseconds(1)));
    }

    [Fact]
    public void A_period_in_days_lasts_until_midnight()
    {
        var deadline = Deadline("ley-39-30-2-working-days", "2026-11-20T10:00:00+01:00", 1);
        Assert.Equal("2026-11-23T23:59:59+01:00", Text(deadline.Due));
        Assert.False(deadline.IsLate(At("2026-11-24T00:00:00+01:00") - TimeSpan.FromMicroseconds(1)));
        Assert.True(deadline.IsLate(At("2026-11-24T00:00:00+01:00")));
    }

    [Theory]
    [InlineData("nis2-23-4-early-warning", "2026-01-31T10:00:00+01:00", "2026-02-01T10:00:00+01:00")]
    [InlineData("nis2-23-4-notification", "2026-01-31T10:00:00+01:00", "2026-02-03T10:00:00+01:00")]
    [InlineData("nis2-23-4-final-report", "2026-02-02T09:00:00+01:00", "2026-03-02T23:59:59+01:00")]
    [InlineData("nis2-23-4-final-report", "2026-01-31T10:00:00+01:00", "2026-02-28T23:59:59+01:00")]
    public void NIS2_can_be_computed_and_says_it_is_not_the_law_here(string rule, string start, string due)
    {
        var deadline = Deadline(rule, start);
        Assert.Equal(due, Text(deadline.Due));
        Assert.Contains(deadline.Warnings, warning => warning.Contains("no está en vigor"));
    }

    [Theory]
    [InlineData("2026-01-30T12:00:00+01:00", 1, "2026-03-02", "no 30 February, and the 28th is a Saturday")]
    [InlineData("2026-01-31T12:00:00+01:00", 2, "2026-03-31", "counted from the start, not month by month")]
    [InlineData("2028-01-31T12:00:00+01:00", 1, "2028-02-29", "a leap year")]
    [InlineData("2026-02-28T12:00:00+01:00", 1, "2026-03-30", "the 28th, a Saturday, to Monday 30")]
    [InlineData("2026-11-08T12:00:00+01:00", 1, "2026-12-09", "8 December is a holiday")]
    [InlineData("2026-12-31T23:59:59+01:00", 2, "2027-03-01", "28 February 2027 is a Sunday")]
    public void Months_run_from_date_to_date(string start, int months, string day, string why) =>
        Assert.True(Due("ley-39-30-4-months", start, months) == $"{day}T23:59:59{(day == "2026-03-31" || day == "2026-03-30" ? "+02:00" : "+01:00")}", why);

    [Theory]
    [InlineData("2028-02-29T12:00:00+01:00", 1, "2029-02-28T23:59:59+01:00")]
    [InlineData("2026-12-31T12:00:00+01:00", 1, "2027-12-31T23:59:59+01:00")]
    public void Years_run_from_date_to_date(string start, int years, string due) => Assert.Equal(due, Due("ley-39-30-4-years", start, years));

    [Theory]
    [InlineData("2026-12-04T13:30:00+01:00", 1, "2026-12-09")]
    [InlineData("2026-12-05T10:00:00+01:00", 1, "2026-12-09")]
    [InlineData("2026-12-31T10:00:00+01:00", 3, "2027-01-07")]
    [InlineData("2026-11-23T00:00:00+01:00", 5, "2026-11-30")]
    public void Working_days_skip_weekends_and_holidays(string start, int days, string day) =>
        Assert.Equal($"{day}T23:59:59+01:00", Due("ley-39-30-2-working-days", start, days));

    [Fact]
    public void What_enters_on_a_day_off_may_be_read_as_entered_on_the_next_working_day()
    {
        var deadline = Deadline("rd-1112-12-3-20-working-days", "2026-11-21T10:00:00+01:00");
        Assert.Equal("2026-12-22T23:59:59+01:00", Text(deadline.Due));
        Assert.Equal("2026-12-23T23:59:59+01:00", Text(Assert.Single(deadline.Alternatives).Due));
    }

    [Theory]
    [InlineData("2026-12-04T13:30:00+01:00", 24, "2026-12-09T13:30:00+01:00")]
    [InlineData("2026-11-22T10:00:00+01:00", 3, "2026-11-23T03:00:00+01:00")]
    [InlineData("2026-10-23T18:00:00+02:00", 10, "2026-10-26T04:00:00+01:00")]
    [InlineData("2026-11-20T18:00:00+01:00", 6, "2026-11-21T00:00:00+01:00")]
    public void Working_hours_stop_on_days_off(string start, int hours, string due) => Assert.Equal(due, Due("ley-39-30-1-hours", start, hours));

    [Fact]
    public void More_than_twenty_four_working_hours_must_be_days()
    {
        var refusal = RuleBook.Shipped.Get("ley-39-30-1-hours").DeadlineFrom(At("2026-11-20T18:00:00Z"), DutyPlace.Madrid, amount: 25).Refusal!;
        Assert.Equal("deadline.working-hours-over-24", refusal.Code);
        Assert.Equal("Ley 39/2015 30.1", refusal.Article!.ToString());
    }

    [Theory]
    [InlineData("ens-817-critical-final", "2026-11-24T10:00:00+01:00", "2026-12-14T23:59:59+01:00")]
    [InlineData("ens-817-very-high-final", "2026-11-24T10:00:00+01:00", "2027-01-03T23:59:59+01:00")]
    [InlineData("ens-817-critical-intermediate-24h", "2026-11-24T10:00:00+01:00", "2026-11-25T10:00:00+01:00")]
    [InlineData("ens-817-critical-intermediate-48h", "2026-11-24T10:00:00+01:00", "2026-11-26T10:00:00+01:00")]
    [InlineData("ens-817-very-high-intermediate-72h", "2026-11-24T10:00:00+01:00", "2026-11-27T10:00:00+01:00")]
    [InlineData("ens-817-high-initial", "2026-11-24T10:00:00+01:00", "2026-11-24T10:00:00+01:00")]
    [InlineData("ens-817-low-autoclose", "2026-11-24T10:00:00+01:00", "2026-12-15T23:59:59+01:00")]
    [InlineData("gdpr-33-4-supplement", "2026-11-24T10:00:00+01:00", "2026-12-24T23:59:59+01:00")]
    [InlineData("gdpr-12-3-one-month", "2026-01-31T10:00:00+01:00", "2026-03-02T23:59:59+01:00")]
    [InlineData("gdpr-12-3-extended", "2026-11-30T10:00:00+01:00", "2027-03-01T23:59:59+01:00")]
    [InlineData("reglamento-14-1-g-password", "2026-11-24T10:00:00+01:00", "2027-01-23T23:59:59+01:00")]
    public void Each_shipped_period_ends_when_the_law_says(string rule, string start, string due) => Assert.Equal(due, Due(rule, start));

    [Fact]
    public void Where_the_law_does_not_say_which_days_the_alarm_takes_the_calendar_ones_and_shows_the_others()
    {
        var deadline = Deadline("ens-817-critical-final", "2026-11-24T10:00:00+01:00");
        var working = Assert.Single(deadline.Alternatives);
        Assert.Equal((Reading.WorkingDays, "2026-12-24T23:59:59+01:00"), (working.Reading, Text(working.Due)));
    }

    [Theory]
    [InlineData("2026-11-24T10:00:00+01:00", "dos días locales")]
    [InlineData("2026-12-30T10:00:00+01:00", "provisionales")]
    [InlineData("2031-06-02T10:00:00+02:00", "no tiene los festivos de 2031")]
    public void A_year_the_calendar_does_not_vouch_for_is_said(string start, string warning) =>
        Assert.Contains(Deadline("ley-39-30-2-working-days", start, 5).Warnings, w => w.Contains(warning));

    [Fact]
    public void With_the_whole_calendar_there_is_nothing_to_warn_of()
    {
        var town = LegalCalendar.Madrid.WithLocalDays(2026, new DateOnly(2026, 5, 4), new DateOnly(2026, 9, 29));
        var place = DutyPlace.Madrid with { Calendar = town };
        var deadline = RuleBook.Shipped.Get("ley-39-30-2-working-days").DeadlineFrom(At("2026-09-28T10:00:00+02:00"), place, amount: 1).Value;
        Assert.Empty(deadline.Warnings);
        Assert.Equal("2026-09-30T23:59:59+02:00", Text(deadline.Due));
    }

    [Fact]
    public void Amounts_that_make_no_sense_are_refused()
    {
        Assert.Equal("deadline.amount-missing", Refused("ley-39-30-4-months", null));
        Assert.Equal("deadline.amount-out-of-range", Refused("ley-39-30-4-months", 0));
        Assert.Equal("deadline.amount-out-of-range", Refused("ley-39-30-2-working-days", int.MaxValue));
        Assert.Equal("deadline.amount-fixed", Refused("gdpr-33-1-72h", 96));
        static string Refused(string rule, int? amount) =>
            RuleBook.Shipped.Get(rule).DeadlineFrom(At("2026-11-24T10:00:00Z"), DutyPlace.Madrid, amount: amount).Refusal!.Code;
    }

    private static Deadline Deadline(string rule, string start, int? amount = null, TimeZoneInfo? zone = null)
    {
        var from = At(start);
        var place = DutyPlace.Madrid with { Zone = zone ?? DutyPlace.Madrid.Zone };
        return RuleBook.Shipped.Find(rule, LocalTime.DayOf(from, place.Zone)).Value.DeadlineFrom(from, place, amount: amount).Value;
    }

    private static string Due(string rule, string start, int? amount = null) => Text(Deadline(rule, start, amount).Due);

    private static Instant At(string text) => Instant.From(DateTimeOffset.Parse(text));

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz");
}
