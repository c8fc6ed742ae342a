using System.Globalization;
using System.Text.Json;
using Rebato.Kernel;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>Incidents as a command prints them, for people and for programs.</summary>
internal static class IncidentReport
{
    public static string Json(IEnumerable<IncidentRow> rows) => JsonSerializer.Serialize(
        rows.Select(r => new { r.Number, r.Subject, r.Area, Type = r.TypeKey, Level = r.Level.Key, r.Phase, r.PersonalData, r.OpenedAt, r.ClosedAt }), Vault.Json);

    public static string Json(Opened<Incident, IncidentContent> incident) => JsonSerializer.Serialize(
        new
        {
            incident.Row.Number,
            incident.Content?.Subject,
            incident.Content?.Area,
            incident.Content?.Account,
            incident.Content?.Types,
            Level = incident.Row.Level.Key,
            Danger = incident.Row.Danger.Key,
            Impact = incident.Row.Impact.Key,
            incident.Row.Edition,
            incident.Row.Phase,
            incident.Row.PersonalData,
            incident.Row.DetectedAt,
            incident.Row.OpenedAt,
            incident.Row.AwareAt,
            incident.Row.CommitteeToldAt,
            incident.Row.ClosedAt,
            incident.Row.ClosingCode,
        }, Vault.Json);

    public static string Text(IReadOnlyList<IncidentRow> rows, Texts texts, TimeZoneInfo zone) => rows.Count == 0
        ? texts["list.none"] + "."
        : string.Join(Environment.NewLine, rows.Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{r.Number}  {Moment(r.OpenedAt, zone)}  {texts["phase." + r.Phase],-20}{(r.TypeKey.Length > 0 ? texts["level." + r.Level.Key] : "–"),-13}{r.Subject ?? texts["incident.erased"]}")));

    public static string Text(Opened<Incident, IncidentContent> incident, Texts texts, TimeZoneInfo zone)
    {
        var row = incident.Row;
        (string, string?)[] lines =
        [
            (texts["incident.caption"], row.Number),
            (texts["column.subject"], incident.Content?.Subject ?? texts["incident.erased"]),
            (texts["column.state"], texts["phase." + row.Phase]),
            (texts["column.level"], row.TypeKey.Length > 0 ? texts["level." + row.Level.Key] : null),
            (texts["column.type"], row.TypeKey.Length > 0 ? texts["type." + row.TypeKey] : texts["incident.unclassified"]),
            (texts["column.data"], texts["personal-data." + row.PersonalData]),
            (texts["file.aware"], row.AwareAt is { } aware ? Moment(aware, zone) : null),
            (texts["file.committee"], row.CommitteeToldAt is { } told ? Moment(told, zone) : texts["file.not-told"]),
            (texts["column.opened"], Moment(row.OpenedAt, zone)),
            (texts["column.closed"], row.ClosedAt is { } closed ? Moment(closed, zone) : null),
        ];
        return string.Join(Environment.NewLine, lines.Where(l => l.Item2 is not null).Select(l => $"{l.Item1 + ":",-22}{l.Item2}"));
    }

    private static string Moment(Instant at, TimeZoneInfo zone) => at.In(zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
