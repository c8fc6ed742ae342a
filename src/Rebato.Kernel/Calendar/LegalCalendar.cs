using System.Text.Json;

namespace Rebato.Kernel;

/// <summary>
/// The days off for legal periods: Saturdays, Sundays and the holidays of the State, the community and the town
/// (Ley 39/2015 art. 30.2 and 30.7). It knows what it does not know: <see cref="DoubtAbout"/> says so by year.
/// </summary>
public sealed class LegalCalendar
{
    private readonly IReadOnlyList<CalendarFile> layers;

    private LegalCalendar(string name, IReadOnlyList<CalendarFile> layers)
    {
        Name = name;
        this.layers = layers;
    }

    /// <summary>Only the holidays that all Spain keeps every year; the community's must be added.</summary>
    public static LegalCalendar Spain { get; } = Shipped("es");

    /// <summary>Community of Madrid, with the days published for the years in its file.</summary>
    public static LegalCalendar Madrid { get; } = Shipped("es-madrid");

    public string Name { get; }

    /// <summary>
    /// Reads a calendar file. Refused with one sentence (code <c>calendar.malformed</c>, value: what is wrong and
    /// where) when it is not the format of docs/law/calendar.md.
    /// </summary>
    public static Outcome<LegalCalendar> Parse(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, KernelJson.Default.CalendarFile);
            if (file is null) return Malformed("null");
            if (Fault(file) is { } fault) return Malformed(fault);
            return file.Extends is null
                ? new LegalCalendar(file.Name, [file])
                : new LegalCalendar(file.Name, [.. Shipped(file.Extends).layers, file]);
        }
        catch (JsonException broken)
        {
            return Malformed($"{broken.Path ?? "$"}:{broken.LineNumber + 1}");
        }
    }

    /// <summary>A day off in either place is off for both (art. 30.6).</summary>
    public LegalCalendar CombinedWith(LegalCalendar other) => new($"{Name} + {other.Name}", [.. layers, .. other.layers]);

    /// <summary>The same calendar with the town's own two days of <paramref name="year"/>.</summary>
    public LegalCalendar WithLocalDays(int year, params IReadOnlyList<DateOnly> days) =>
        new(Name, [.. layers, new CalendarFile(Name, "local", Local: new Dictionary<int, IReadOnlyList<DateOnly>> { [year] = days })]);

    public bool IsOff(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsHoliday(day);

    /// <summary>Whether somebody declared it a holiday, whatever its weekday.</summary>
    public bool IsHoliday(DateOnly day) => layers.Any(layer => Declares(layer, day));

    /// <summary>The same day when it is a working day, else the first one after it (art. 30.5).</summary>
    public DateOnly WorkingDayFrom(DateOnly day)
    {
        while (IsOff(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>What this calendar cannot vouch for in <paramref name="year"/>: keys of <see cref="KernelSentences"/>, empty when nothing.</summary>
    public IReadOnlyList<string> DoubtAbout(int year)
    {
        var published = layers.Where(l => l.Years?.ContainsKey(year) == true).Select(l => l.Years![year]).ToList();
        var doubts = new List<string>();
        if (published.Count == 0) doubts.Add("warning.year-unknown");
        else if (published.TrueForAll(y => y.Provisional)) doubts.Add("warning.year-provisional");
        if (!layers.Any(l => l.Local?.ContainsKey(year) == true)) doubts.Add("warning.local-days-unknown");
        return doubts;
    }

    private static bool Declares(CalendarFile layer, DateOnly day)
    {
        if (layer.Local?.TryGetValue(day.Year, out var local) == true && local.Contains(day)) return true;
        if (layer.Years?.TryGetValue(day.Year, out var year) == true) return year.Days.Contains(day);
        return layer.EveryYear?.Any(yearly => Falls(yearly, day)) == true;
    }

    private static bool Falls(YearlyDay yearly, DateOnly day) => yearly.Easter is { } distance
        ? Easter.Sunday(day.Year).AddDays(distance) == day
        : yearly.Day == day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Fault(CalendarFile file)
    {
        if (file.Extends is { } parent && parent is not ("es" or "es-madrid")) return $"extends: \"{parent}\"";
        foreach (var yearly in file.EveryYear ?? [])
            if (yearly.Easter is null == (yearly.Day is null) || (yearly.Day is { } day && !DateOnly.TryParseExact($"2000-{day}", "yyyy-MM-dd", out _)))
                return $"everyYear: \"{yearly.Name}\"";
        var listed = (file.Years ?? new Dictionary<int, CalendarYear>()).Select(y => (y.Key, y.Value.Days))
            .Concat((file.Local ?? new Dictionary<int, IReadOnlyList<DateOnly>>()).Select(l => (l.Key, l.Value)));
        foreach (var (year, days) in listed)
            foreach (var day in days)
                if (day.Year != year) return $"{year}: {day:yyyy-MM-dd}";
        return null;
    }

    private static Refusal Malformed(string where) => new("calendar.malformed", Field: "calendar", Values: [where]);

    private static LegalCalendar Shipped(string name)
    {
        using var stream = typeof(LegalCalendar).Assembly.GetManifestResourceStream($"calendar.{name}.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd()).Value;
    }
}
