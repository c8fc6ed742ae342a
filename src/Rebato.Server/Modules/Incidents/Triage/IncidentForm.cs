using Microsoft.AspNetCore.Mvc.ModelBinding;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>What is asked to open an incident, from a report or cold.</summary>
internal sealed class IncidentForm
{
    public string? Subject { get; set; }
    public string? Account { get; set; }
    public string? Area { get; set; }
    public DateTimeBoxes DetectedAt { get; set; } = new();
    public YesNoUnknown? PersonalData { get; set; }

    /// <summary>The number of the incident; null when something must be corrected, which the form then says.</summary>
    public async Task<string?> Open(IncidentDesk desk, Actor actor, Guid? report, TimeZoneInfo zone, ModelStateDictionary state, Texts texts)
    {
        var when = DetectedAt.Read(zone, nameof(DetectedAt));
        if (when.Refusal is { } unreadable) Refuse(unreadable);
        if (PersonalData is null) Refuse(new Refusal("incident.personal-data-missing", new Citation("Reglamento", "29.1"), nameof(PersonalData)));
        if (string.IsNullOrWhiteSpace(Subject)) Refuse(new Refusal("incident.no-subject", IncidentRules.Lifecycle, nameof(Subject)));
        if (!state.IsValid)
        {
            return null;
        }

        var content = new IncidentContent(Subject!.Trim(), Account?.Trim() ?? "", Area?.Trim() ?? "");
        if ((await desk.Open(actor, report, content, when.Value, PersonalData!.Value)).Done(out var incident, out var refusal))
        {
            return incident.Number;
        }

        Refuse(refusal);
        return null;

        void Refuse(Refusal why) => state.AddModelError(why.Field is null ? "" : "Form." + why.Field, texts.Of(why));
    }
}
