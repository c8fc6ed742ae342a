using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Rebato.Kernel;

namespace Rebato.Platform.Ui;

/// <summary>A date as people type it, in three boxes: what was typed is kept as it is until it can be read.</summary>
[ValidateNever]
public class DateBoxes
{
    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    public virtual bool Empty => string.IsNullOrWhiteSpace(Day + Month + Year);

    public static DateBoxes Of(DateOnly date) => Fill(new DateBoxes(), date);

    /// <summary>The date, or <c>date.missing</c>, <c>date.incomplete</c>, <c>date.not-real</c>.</summary>
    public Outcome<DateOnly> Read(string? field = null)
    {
        if (string.IsNullOrWhiteSpace(Day + Month + Year)) return new Refusal("date.missing", Field: field);
        if (string.IsNullOrWhiteSpace(Day) || string.IsNullOrWhiteSpace(Month) || string.IsNullOrWhiteSpace(Year))
            return new Refusal("date.incomplete", Field: field);
        return Digits(Year, out var year) && Digits(Month, out var month) && Digits(Day, out var day) && year is >= 1900 and <= 9999
                && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : new Refusal("date.not-real", Field: field);
    }

    protected static bool Digits(string text, out int number) => int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    protected static TBoxes Fill<TBoxes>(TBoxes boxes, DateOnly date) where TBoxes : DateBoxes
    {
        boxes.Day = date.Day.ToString(CultureInfo.InvariantCulture);
        boxes.Month = date.Month.ToString(CultureInfo.InvariantCulture);
        boxes.Year = date.Year.ToString(CultureInfo.InvariantCulture);
        return boxes;
    }
}

/// <summary>A date in three boxes and the hour in a fourth, read on the town's wall clock.</summary>
public sealed class DateTimeBoxes : DateBoxes
{
    /// <summary>12:38, 12.38 or 9:05.</summary>
    public string? Time { get; set; }

    public override bool Empty => base.Empty && string.IsNullOrWhiteSpace(Time);

    public static DateTimeBoxes Of(Instant at, TimeZoneInfo zone)
    {
        var local = at.In(zone);
        var boxes = Fill(new DateTimeBoxes(), DateOnly.FromDateTime(local.DateTime));
        boxes.Time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return boxes;
    }

    /// <summary>
    /// The instant, or a refusal (those of the date, <c>time.missing</c>, <c>time.not-real</c>, <c>time.skipped</c>).
    /// An hour that the change of clocks repeats is read as the first of the two: a legal clock counts from the earlier one.
    /// </summary>
    public Outcome<Instant> Read(TimeZoneInfo zone, string? field = null)
    {
        if (!Read(field).Done(out var date, out var refusal)) return refusal;
        if (string.IsNullOrWhiteSpace(Time)) return new Refusal("time.missing", Field: field);
        var parts = Time.Trim().Split(':', '.');
        if (parts.Length != 2 || parts[1].Length != 2 || !Digits(parts[0], out var hour) || !Digits(parts[1], out var minute) || hour > 23 || minute > 59)
            return new Refusal("time.not-real", Field: field);
        if (zone.IsInvalidTime(date.ToDateTime(new TimeOnly(hour, minute)))) return new Refusal("time.skipped", Field: field);
        return LocalTime.Earliest(date, new TimeOnly(hour, minute), zone);
    }
}
