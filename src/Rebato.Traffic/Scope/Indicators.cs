using System.Text.Json;
using Rebato.Kernel;

namespace Rebato.Traffic;

/// <summary>Something whose presence on the wire says something: an address, a block or a domain.</summary>
/// <param name="Value">As the list gives it.</param>
/// <param name="Source">Which list, and which entry or event of it.</param>
/// <param name="Category"><c>indicator</c>, <c>tor</c> or <c>file-sharing</c>.</param>
public sealed record Indicator(string Value, string Source, string Category = "indicator")
{
    internal Network? Block => Network.TryParse(Value, out var network) ? network : null;

    internal string? Domain => Block is null && Value.Contains('.', StringComparison.Ordinal) ? Value.Trim().TrimEnd('.').ToLowerInvariant() : null;
}

/// <summary>Reads lists of indicators: MISP events (JSON), STIX 2.1 bundles (JSON) or CSV <c>value[,source]</c>.</summary>
public static class IndicatorList
{
    private static readonly HashSet<string> MispTypes =
        ["ip-dst", "ip-src", "domain", "hostname", "ip-dst|port", "ip-src|port", "domain|ip", "hostname|port"];

    /// <summary>The indicators of <paramref name="text"/>, of <paramref name="category"/>; a refusal when it is not such a list.</summary>
    public static Outcome<IReadOnlyList<Indicator>> Read(string text, string name, string category = "indicator")
    {
        if (!text.AsSpan().TrimStart("\uFEFF \r\n\t").StartsWith("{") && !text.AsSpan().TrimStart("\uFEFF \r\n\t").StartsWith("["))
            return Csv(text, name, category);
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            var found = new List<Indicator>();
            Walk(document.RootElement, name, category, found);
            return found.Count == 0 ? new Refusal("traffic.indicators.empty", Field: name) : found;
        }
        catch (JsonException e)
        {
            return new Refusal("traffic.indicators.json", Field: name, Values: [e.Message]);
        }
    }

    private static Outcome<IReadOnlyList<Indicator>> Csv(string text, string name, string category)
    {
        var found = new List<Indicator>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var value = line.Trim();
            if (value.Length == 0 || value[0] == '#')
                continue;
            var cells = value.Split(',', 2);
            var indicator = new Indicator(cells[0].Trim().Trim('"'), cells.Length > 1 ? $"{name}: {cells[1].Trim()}" : name, category);
            if (indicator.Block is not null || indicator.Domain is not null)
                found.Add(indicator);
            else if (number > 1)
                return new Refusal("traffic.indicators.value", Field: $"{name}, line {number}", Values: [indicator.Value]);
        }
        return found;
    }

    private static void Walk(JsonElement element, string name, string category, List<Indicator> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Walk(item, name, category, found);
            return;
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (element.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String)
            Stix(pattern.GetString()!, name, category, found);
        else if (Text(element, "type") is { } type && MispTypes.Contains(type) && Text(element, "value") is { } value)
            Add(value.Split('|')[0], name, category, found);
        foreach (var property in element.EnumerateObject())
            Walk(property.Value, name, category, found);
    }

    /// <summary>Only comparisons of one value are taken: <c>[ipv4-addr:value = '198.51.100.7']</c>, joined by OR.</summary>
    private static void Stix(string pattern, string name, string category, List<Indicator> found)
    {
        foreach (var part in pattern.Split(" OR "))
        {
            if (!part.Contains("ipv4-addr:value", StringComparison.Ordinal) && !part.Contains("ipv6-addr:value", StringComparison.Ordinal)
                && !part.Contains("domain-name:value", StringComparison.Ordinal))
                continue;
            var quoted = part.Split('\'');
            if (quoted.Length >= 3)
                Add(quoted[1], name, category, found);
        }
    }

    private static void Add(string value, string name, string category, List<Indicator> found)
    {
        var indicator = new Indicator(value, name, category);
        if (indicator.Block is not null || indicator.Domain is not null)
            found.Add(indicator);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
