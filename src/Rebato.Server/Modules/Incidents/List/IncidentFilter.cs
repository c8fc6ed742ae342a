using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>What of the incidents is asked for, as the address says it. What it says wrongly is told, not guessed.</summary>
internal sealed class IncidentFilter
{
    public const string AnyOpen = "Open";

    /// <summary>Phases of what is not closed.</summary>
    public static readonly IncidentPhase[] OpenPhases = [IncidentPhase.Analysis, IncidentPhase.Containment, IncidentPhase.Recovery, IncidentPhase.PostIncident];

    [FromQuery(Name = "texto")]
    public string? Text { get; set; }

    /// <summary>A phase, or all that are open.</summary>
    [FromQuery(Name = "estado")]
    public string? State { get; set; }

    [FromQuery(Name = "nivel")]
    public string? LevelKey { get; set; }

    [FromQuery(Name = "datos")]
    public string? PersonalDataKey { get; set; }

    [FromQuery(Name = "desde")]
    public string? FromText { get; set; }

    [FromQuery(Name = "hasta")]
    public string? ToText { get; set; }

    public Level? Level => Enum.GetValues<Level>().Where(l => l.Key == LevelKey).Select(l => (Level?)l).FirstOrDefault();

    public YesNoUnknown? PersonalData => Enum.TryParse<YesNoUnknown>(PersonalDataKey, out var said) && Enum.IsDefined(said) ? said : null;

    public IReadOnlyList<IncidentPhase> Phases =>
        State == AnyOpen ? OpenPhases
        : Enum.TryParse<IncidentPhase>(State, out var phase) && Enum.IsDefined(phase) ? [phase]
        : [];

    public DateOnly? From => Day(FromText);

    public DateOnly? To => Day(ToText);

    public bool Searches => !string.IsNullOrWhiteSpace(Text);

    /// <summary>The field whose date nobody can read, and null when both can be.</summary>
    public string? BadDate =>
        !string.IsNullOrWhiteSpace(FromText) && From is null ? "desde"
        : !string.IsNullOrWhiteSpace(ToText) && To is null ? "hasta"
        : null;

    /// <summary>Each filter that is set: its parameter and what its chip says.</summary>
    public IEnumerable<(string Parameter, string Says)> Chips(Texts texts)
    {
        if (Searches) yield return ("texto", texts["list.chip.text", Text!.Trim()]);
        if (Phases.Count > 0) yield return ("estado", texts["list.chip.state", texts["phase." + State]]);
        if (Level is { } level) yield return ("nivel", texts["list.chip.level", texts["level." + level.Key]]);
        if (PersonalData is { } said) yield return ("datos", texts["list.chip.data", texts["personal-data." + said]]);
        if (From is { } from) yield return ("desde", texts["list.chip.from", from]);
        if (To is { } to) yield return ("hasta", texts["list.chip.to", to]);
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), ["d/M/yyyy", "d-M-yyyy", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2200 ? day : null;
}
