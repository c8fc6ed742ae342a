namespace Rebato.Kernel;

/// <summary>
/// The JSON file of a calendar (docs/law/calendar.md). <c>Extends</c> names a shipped calendar whose days are added.
/// <c>EveryYear</c> serves the years that <c>Years</c> does not list; a year listed there has those days and no
/// others, because communities move the ones that fall on a Sunday. <c>Local</c> holds the town's two days by year.
/// </summary>
internal sealed record CalendarFile(
    string Name,
    string Source,
    string? Extends = null,
    IReadOnlyList<YearlyDay>? EveryYear = null,
    IReadOnlyDictionary<int, CalendarYear>? Years = null,
    IReadOnlyDictionary<int, IReadOnlyList<DateOnly>>? Local = null);

/// <summary>A day that comes every year: "01-06", or a number of days from Easter Sunday.</summary>
internal sealed record YearlyDay(string Name, string? Day = null, int? Easter = null);

/// <summary>The days off of one year, as published. Provisional when the publication was not yet at hand.</summary>
internal sealed record CalendarYear(string Source, IReadOnlyList<DateOnly> Days, bool Provisional = false);
