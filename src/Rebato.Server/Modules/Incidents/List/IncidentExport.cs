using System.Text;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>The list as a file for a spreadsheet, written as it is read.</summary>
internal sealed class IncidentExport(IncidentSearch search, Texts texts, Formats formats)
{
    public async Task Write(IncidentFilter filter, Stream to, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        // The class of the document goes before anything else that it says (Reglamento 1.3).
        await writer.WriteLineAsync(Csv.Line(texts["export.class"], texts["class-of-information.Confidential"]));
        await writer.WriteLineAsync(Csv.Line(
            texts["column.number"], texts["column.subject"], texts["column.area"], texts["column.type"], texts["column.level"],
            texts["column.state"], texts["column.data"], texts["column.opened"], texts["column.closed"]));
        await foreach (var row in search.All(filter, cancel))
        {
            await writer.WriteLineAsync(Csv.Line(
                row.Number,
                row.Subject ?? texts["incident.erased"],
                row.Area,
                row.TypeKey.Length > 0 ? texts["type." + row.TypeKey] : "",
                row.TypeKey.Length > 0 ? texts["level." + row.Level.Key] : "",
                texts["phase." + row.Phase],
                texts["personal-data." + row.PersonalData],
                formats.DateTime(row.OpenedAt),
                row.ClosedAt is { } closed ? formats.DateTime(closed) : ""));
        }
    }
}
