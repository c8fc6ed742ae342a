using System.Globalization;
using System.Text.Json.Nodes;

namespace Rebato.Modules.Governance;

/// <summary>Writes a town's two days of a year into its calendar, or into a new one over that of the Community of Madrid.</summary>
internal static class LocalDays
{
    public static string Into(string? calendar, string town, string source, int year, params IEnumerable<DateOnly> days)
    {
        var file = calendar is null
            ? new JsonObject { ["name"] = town, ["source"] = source, ["extends"] = "es-madrid" }
            : JsonNode.Parse(calendar)!.AsObject();
        file["local"] ??= new JsonObject();
        file["local"]![year.ToString(CultureInfo.InvariantCulture)] =
            new JsonArray([.. days.Order().Select(day => (JsonNode)day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]);
        return file.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
    }
}
