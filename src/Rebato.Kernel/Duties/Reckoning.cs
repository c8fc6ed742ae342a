namespace Rebato.Kernel;

/// <summary>One computation of a deadline: the count, the sentences that explain it, the other readings, the doubts.</summary>
internal sealed class Reckoning(LegalDuty duty, Instant start, int amount, DutyPlace place, Language language)
{
    private static readonly TimeOnly LastSecond = new(23, 59, 59);
    private readonly List<string> steps = [];
    private readonly SortedSet<int> years = [];

    private DateOnly StartDay => LocalTime.DayOf(start, place.Zone);

    public Deadline Reckon()
    {
        Step("step.start", KernelSentences.Say(language, $"trigger.{duty.Starts}"), Moment(start), start);
        var due = Count();
        Step("step.due", Moment(due), due);
        if (place.Zone.Id != DutyPlace.Madrid.Zone.Id) Step("step.mainland", KernelSentences.Moment(due.In(DutyPlace.Madrid.Zone), language));
        if (duty.Escalations is { } hours) Step("step.escalations", string.Join(", ", hours));
        var warnings = Warnings(); // before the other readings, whose doubts are their own
        return new Deadline(duty, start, due.In(place.Zone), amount, steps, Alternatives(due), warnings);
    }

    private Instant Count()
    {
        switch (duty.Counting)
        {
            case Counting.AtOnce:
                Step("step.at-once");
                return start;
            case Counting.ElapsedHours:
                Step("step.elapsed", amount);
                var due = start + TimeSpan.FromHours(amount);
                if (due.In(place.Zone).Offset != start.In(place.Zone).Offset) Step("step.clock-change");
                return due;
            case Counting.WorkingHours:
                Step("step.working-hours", amount);
                return AfterWorkingHours();
            default:
                return EndOf(MovedIfOff(LastDay()));
        }
    }

    private DateOnly LastDay()
    {
        if (duty.Counting == Counting.WorkingDays)
        {
            Step("step.working-days", amount, Day(StartDay.AddDays(1)));
            return AfterWorkingDays(StartDay, tell: true);
        }

        if (duty.Counting == Counting.CalendarDays)
        {
            Step("step.calendar-days", amount, Day(StartDay.AddDays(1)), Day(StartDay.AddDays(amount)));
            return StartDay.AddDays(amount);
        }

        // From the start itself, never month by month: 31 January plus two months is 31 March.
        var months = duty.Counting == Counting.Years ? amount * 12 : amount;
        var last = StartDay.AddMonths(months);
        Step(duty.Counting == Counting.Years ? "step.years" : "step.months", amount, Day(last));
        if (last.Day != StartDay.Day) Step("step.shorter-month", StartDay.Day);
        return last;
    }

    private DateOnly MovedIfOff(DateOnly last)
    {
        if (!duty.MovesWhenOff || duty.Counting == Counting.WorkingDays) return last;
        var moved = WorkingDayFrom(last);
        if (moved != last) Step("step.moved", Day(last), Day(moved));
        return moved;
    }

    private DateOnly AfterWorkingDays(DateOnly day, bool tell = false)
    {
        var holidays = new List<string>();
        for (var left = amount; left > 0;)
        {
            day = day.AddDays(1);
            years.Add(day.Year);
            if (!place.Calendar.IsOff(day)) left--;
            else if (place.Calendar.IsHoliday(day)) holidays.Add(Day(day));
        }

        if (tell && holidays.Count > 0) Step("step.holidays-skipped", string.Join(", ", holidays));
        return day;
    }

    private Instant AfterWorkingHours()
    {
        var left = TimeSpan.FromHours(amount);
        for (var now = start; ;)
        {
            var day = LocalTime.DayOf(now, place.Zone);
            years.Add(day.Year);
            var end = LocalTime.Midnight(day.AddDays(1), place.Zone);
            if (place.Calendar.IsOff(day)) Step("step.day-off", Day(day));
            else if (left <= end - now) return now + left;
            else left -= end - now;
            now = end;
        }
    }

    private List<AlternativeReading> Alternatives(Instant due)
    {
        var found = new List<AlternativeReading>();
        foreach (var reading in duty.Readings ?? [])
        {
            years.Clear();
            var other = Read(reading, due);
            if (other == due) continue;
            var text = Say($"reading.{reading}", Moment(other), (other - start).TotalHours);
            found.Add(new AlternativeReading(reading, string.Join(' ', [text, .. Doubts()]), other.In(place.Zone)));
        }

        return found;
    }

    private Instant Read(Reading reading, Instant due)
    {
        switch (reading)
        {
            case Reading.NextFullHour:
                var local = start.In(place.Zone);
                var hour = local.AddTicks(-(local.TimeOfDay.Ticks % TimeSpan.TicksPerHour)).AddHours(1);
                return Instant.From(hour) + TimeSpan.FromHours(amount);
            case Reading.TwoWorkingDays:
                var second = WorkingDayFrom(WorkingDayFrom(StartDay.AddDays(1)).AddDays(1));
                return Later(EndOf(second), due);
            case Reading.WallClock:
                var wall = start.In(place.Zone).DateTime.AddHours(amount);
                return LocalTime.Earliest(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall), place.Zone);
            case Reading.WorkingDays:
                return EndOf(AfterWorkingDays(StartDay));
            case Reading.MovedWhenOff:
                return EndOf(WorkingDayFrom(LocalTime.DayOf(due, place.Zone)));
            default:
                return place.Calendar.IsOff(StartDay) ? EndOf(AfterWorkingDays(WorkingDayFrom(StartDay))) : due;
        }
    }

    private List<string> Warnings()
    {
        var warnings = new List<string>();
        if (duty.From is null) warnings.Add(Say("warning.not-in-force"));
        else if (!duty.IsInForce(StartDay)) warnings.Add(Say("warning.outside-validity", Day(StartDay), Day(duty.From.Value), duty.To is { } to ? Day(to) : "—"));
        warnings.AddRange(Doubts());
        return warnings;
    }

    /// <summary>What the calendar cannot vouch for in the years touched.</summary>
    private IEnumerable<string> Doubts() =>
        years.SelectMany(year => place.Calendar.DoubtAbout(year).Select(doubt => Say(doubt, year, place.Calendar.Name)));

    private DateOnly WorkingDayFrom(DateOnly day)
    {
        var working = place.Calendar.WorkingDayFrom(day);
        years.Add(day.Year);
        years.Add(working.Year);
        return working;
    }

    private Instant EndOf(DateOnly day) => LocalTime.Earliest(day, LastSecond, place.Zone);

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;

    private string Day(DateOnly day) => KernelSentences.Day(day, language);

    private string Moment(Instant instant) => KernelSentences.Moment(instant.In(place.Zone), language);

    private string Say(string key, params object[] values) => KernelSentences.Say(language, key, values);

    private void Step(string key, params object[] values) => steps.Add(Say(key, values));
}
