using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rebato.Documents;
using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Documents;

/// <summary>What was found in a file, for people and for programs.</summary>
internal sealed class DocumentReport(string language)
{
    /// <summary>How findings travel: names in camel case, choices as words.</summary>
    public static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly JsonSerializerOptions Wide = new(Plain) { WriteIndented = true };
    private static readonly Sentences Sentences = Sentences.Load(strict: false);

    /// <summary>One line of a report: the file, what came out, and where the clean copy is.</summary>
    public sealed record Line(string File, Inspection? Inspection, Refusal? Refusal, string? Clean = null, string? CleanSha256 = null);

    public string Say(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Sentences.Find(language, "documents." + key) ?? key, values);

    /// <summary>Why a file was refused, in one sentence.</summary>
    public string Of(Refusal refusal)
    {
        var where = string.IsNullOrEmpty(refusal.Field) ? "" : $" ({refusal.Field})";
        return Say("refusal." + refusal.Code, string.Join(", ", refusal.Values)) + where;
    }

    public string Text(Line line)
    {
        var text = new StringBuilder();
        text.AppendLine(line.File);
        if (line.Refusal is { } refusal) return text.Append("  ").Append(Of(refusal)).ToString();
        var inspection = line.Inspection!;
        text.AppendLine(CultureInfo.InvariantCulture, $"  {Say("format." + inspection.Format)} · {inspection.Length} bytes · SHA-256 {inspection.Sha256}");
        if (inspection.Obstacle is { } obstacle) text.AppendLine(CultureInfo.InvariantCulture, $"  {Of(obstacle)}");
        if (inspection.Findings.Count == 0) text.AppendLine("  " + Say("nothing"));
        foreach (var remedy in inspection.Findings.GroupBy(f => f.Remedy).OrderBy(g => g.Key == Remedy.Person ? -1 : (int)g.Key))
        {
            text.AppendLine("  " + Say((line.Clean is null ? "remedy." : "done.") + JsonNamingPolicy.KebabCaseLower.ConvertName(remedy.Key.ToString())));
            foreach (var finding in remedy) Append(text, finding);
        }
        if (line.Clean is not null) text.AppendLine(CultureInfo.InvariantCulture, $"  {Say("written", line.Clean)} · SHA-256 {line.CleanSha256}");
        return text.ToString().TrimEnd();
    }

    public string Json(IEnumerable<Line> lines) => JsonSerializer.Serialize(
        lines.Select(l => new
        {
            l.File,
            l.Inspection?.Format,
            l.Inspection?.Policy,
            l.Inspection?.Length,
            l.Inspection?.Sha256,
            Refusal = Reason(l.Refusal),
            Obstacle = Reason(l.Inspection?.Obstacle),
            Findings = l.Inspection?.Findings.Select(f => new { f.Code, Text = Say("finding." + f.Code), f.Place, f.Values, f.Count, f.Danger, f.Remedy }),
            l.Clean,
            l.CleanSha256,
        }), Wide);

    private void Append(StringBuilder text, Finding finding)
    {
        var danger = Say("danger." + JsonNamingPolicy.KebabCaseLower.ConvertName(finding.Danger.ToString()));
        text.AppendLine(CultureInfo.InvariantCulture, $"    [{danger}] {Say("finding." + finding.Code)}{(finding.Count > 1 ? $" (×{finding.Count})" : "")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"      {finding.Place}{(finding.Values.Count > 0 ? ": " : "")}{string.Join(" · ", finding.Values)}");
    }

    private object? Reason(Refusal? refusal) =>
        refusal is null ? null : new { refusal.Code, Text = Of(refusal), Article = refusal.Article?.ToString(), refusal.Field };
}
