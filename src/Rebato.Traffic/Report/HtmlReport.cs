using System.Globalization;
using System.Text;
using Rebato.Kernel;
using Rebato.Traffic.Statement;

namespace Rebato.Traffic;

/// <summary>
/// The statement as one HTML file that a mayor and a judge can read, with no script, font or image from elsewhere. It prints
/// as it shows.
/// </summary>
public sealed class HtmlReport
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;max-width:70rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.7rem}h2{font-size:1.25rem;margin-top:2.2rem;border-bottom:1px solid #888}
        table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:.92rem}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}
        th{background:#eee}td.n{text-align:right;white-space:nowrap}code{font-size:.82rem;overflow-wrap:anywhere}
        .v{font-weight:700}.wide{overflow-x:auto}svg{width:100%;height:auto}@media print{h2{break-after:avoid}tr{break-inside:avoid}}
        """;

    private readonly TrafficStatement statement;
    private readonly CultureInfo culture;
    private readonly StringBuilder html = new();

    private HtmlReport(TrafficStatement statement, CultureInfo culture) => (this.statement, this.culture) = (statement, culture);

    /// <summary>The report in the language of <paramref name="culture"/>; instants on the statement's wall clock.</summary>
    public static string Write(TrafficStatement statement, CultureInfo culture) => new HtmlReport(statement, culture).Write();

    private string Write()
    {
        html.Append(culture, $"<!doctype html><html lang=\"{culture.TwoLetterISOLanguageName}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append(culture, $"<title>{Say("title")}</title><style>{Style}</style><h1>{Say("title")}</h1><p>{Say("intro")}</p>");
        Systems();
        Heading("h.hours");
        html.Append(HourPlot.Svg(statement, culture));
        List("h.closing", statement.WouldClose.Select(r => TrafficTexts.Reason(r, culture)));
        Findings();
        Rules();
        Sensors();
        Table("h.assumptions", ["c.assumption", "c.subject", "c.status", "c.detail"], statement.Assumptions.Select(a =>
            new[] { Say($"assumption.{a.Code}"), a.Subject, Say($"status.{Camel(a.Status)}"), a.Detail }));
        Evidence();
        Files();
        return html.Append("</html>\n").ToString();
    }

    private void Systems()
    {
        Heading("h.systems");
        Table(null, ["c.system", "c.hypothesis", "c.cut", "c.bound", "c.gap", "c.allowed", "c.terms"], statement.Systems.SelectMany(s => s.Bounds.Select(b => new[]
        {
            s.Name, Say($"hypothesis.{Camel(b.Hypothesis)}"), Say($"cut.{b.Cut}"), Octets(b.Octets), Octets(b.GapOctets), Octets(s.AllowedOctets),
            b.Octets is null ? string.Join("; ", b.Reasons.Select(r => TrafficTexts.Reason(r, culture)))
                : string.Join(" + ", b.Terms.Select(t => $"{Octets(t.Octets)} {Say($"term.{t.Kind}")} ({t.Sensor}{(t.Note is null ? "" : ", " + t.Note)})")),
        })));
        foreach (var system in statement.Systems)
        {
            html.Append(culture, $"<h3>{Html.Escape(system.Name)}</h3>");
            foreach (var bound in system.Bounds)
                Sentences(system, bound);
        }
    }

    private void Sentences(SystemStatement system, Bound bound)
    {
        var hypothesis = Say($"hypothesis.{Camel(bound.Hypothesis)}");
        var text = bound.Octets is null
            ? TrafficTexts.Text("sentence.unbounded", culture, At(statement.Window.From), At(statement.Window.To), system.Name, hypothesis)
            : TrafficTexts.Text("sentence", culture, At(statement.Window.From), At(statement.Window.To), string.Join(", ", bound.Terms.Select(t => t.Sensor).Distinct()),
                statement.InputsRoot[..16], system.Name, Octets(bound.Octets), hypothesis, Say($"cut.{bound.Cut}"), Octets(bound.GapOctets), bound.GapMinutes);
        html.Append(culture, $"<p>{Html.Escape(text)}");
        foreach (var database in system.Databases)
        {
            var judged = database.Judgements.Single(j => j.Hypothesis == bound.Hypothesis);
            html.Append(culture, $" {Html.Escape(TrafficTexts.Text("database", culture, database.Name, Octets(database.CompressedBytes), Octets(database.ComparedBytes)))}");
            html.Append(culture, $" <span class=\"v\">{Say($"verdict.{Camel(judged.Verdict)}")}.</span> {Html.Escape(TrafficTexts.Text($"level.{Camel(judged.Level)}", culture, judged.Persons ?? 0))}");
            if (judged.Persons is { } persons && judged.Level != CertificateLevel.N1)
                html.Append(culture, $" {Html.Escape(TrafficTexts.Text("persons", culture, persons.ToString("N0", culture)))}");
            if (judged.TablesThatFit.Count > 0)
                html.Append(culture, $" {Html.Escape(TrafficTexts.Text("tables.fit", culture, string.Join(", ", judged.TablesThatFit)))}");
        }
        html.Append(culture, $" {Html.Escape(TrafficTexts.Text("limits", culture, Octets(system.AllowedOctets)))}</p>");
    }

    private void Findings() => Table("h.findings", ["c.code", "c.subject", "c.peer", "c.system", "c.values", "c.when"], statement.Findings.Select(f => new[]
    {
        Say($"finding.{f.Code}"), f.Subject, f.Peer, f.System ?? "",
        string.Join("; ", f.Values.Select(v => $"{v.Key} {v.Value.ToString("#,0.###", culture)}")) + (f.Source is null ? "" : $" [{f.Source}]"), $"{At(f.First)} – {At(f.Last)}",
    }));

    private void Rules() => Table("h.rules", ["c.rule", "c.author", "c.reason", "c.octets", "c.flows"], statement.Rules.Select(r => new[]
    {
        r.Rule + (r.Broad ? $" ({Say("broad")})" : ""), r.Author, r.Reason, Octets(r.Octets), r.Flows.ToString("N0", culture),
    }));

    private void Sensors() => Table("h.sensors", ["c.sensor", "c.covers", "c.bounds", "c.gap", "c.holes"], statement.Sensors.Select(s => new[]
    {
        s.Name, string.Join(", ", s.Covers), s.CanBound ? Say("yes") : $"{Say("no")}: {string.Join("; ", s.Refusals.Select(r => TrafficTexts.Reason(r, culture)))}",
        s.GapMinutes.ToString("N0", culture) + " min",
        string.Join("; ", s.Holes.Take(40).Select(h => $"{At(h.Start)} – {At(h.End)} ({Say($"hole.{h.Reason}")})")) + (s.Holes.Count > 40 ? $" … ({s.Holes.Count})" : ""),
    }));

    private void Evidence()
    {
        Table("h.evidence", ["c.system", "c.file", "c.range", "c.rows", "c.octets"], statement.Systems.SelectMany(s => s.Evidence.Select(e =>
            new[] { s.Name, e.File, $"{e.FirstLine}–{e.LastLine}", e.Rows.ToString("N0", culture), Octets(e.OutsideOctets) })));
        Table("h.top", ["c.system", "c.when", "c.peer", "c.octets", "c.file", "c.line"], statement.Systems.SelectMany(s => s.TopFlows.Select(f =>
            new[] { s.Name, $"{At(f.Start)} – {At(f.End)}", $"{f.Receiver}:{f.Port}/{f.Protocol}", Octets(f.Octets), f.File, f.Line.ToString(culture) })));
    }

    private void Files() => Table("h.files", ["c.file", "c.format", "c.sensor", "c.lines", "c.rows", "c.unreadable", "c.first", "c.last", "c.detail"], statement.Files.Select(f => new[]
    {
        f.Path, f.Refused is null ? f.Format : Say($"refused.{f.Refused}"), f.Sensor, f.Lines.ToString("N0", culture), f.Records.ToString("N0", culture),
        f.Unreadable.ToString("N0", culture) + (f.Unreadable > 0 ? $" ({string.Join(", ", f.UnreadableLines.Take(10))}{(f.Unreadable > 10 ? "…" : "")})" : ""),
        f.First is { } first ? At(first) : "", f.Last is { } last ? At(last) : "", "SHA-256 " + f.Sha256 + (f.Truncated ? " · " + Say("hole.TruncatedFile") : ""),
    }));

    private void Heading(string code) => html.Append(culture, $"<h2>{Say(code)}</h2>");

    private void List(string heading, IEnumerable<string> items)
    {
        Heading(heading);
        var all = items.ToList();
        html.Append(all.Count == 0 ? $"<p>{Say("none")}</p>" : $"<ul>{string.Concat(all.Select(i => $"<li>{Html.Escape(i)}</li>"))}</ul>");
    }

    private void Table(string? heading, string[] columns, IEnumerable<string[]> rows)
    {
        if (heading is not null)
            Heading(heading);
        var all = rows.ToList();
        if (all.Count == 0)
        {
            html.Append(culture, $"<p>{Say("none")}</p>");
            return;
        }
        html.Append("<div class=\"wide\"><table><tr>");
        foreach (var column in columns)
            html.Append(culture, $"<th scope=\"col\">{Say(column)}</th>");
        foreach (var row in all)
            html.Append("</tr><tr>").AppendJoin("", row.Select(cell => $"<td>{Html.Escape(cell)}</td>"));
        html.Append("</tr></table></div>");
    }

    private string At(Instant instant) => TrafficTexts.At(instant, statement.Zone, culture);
    private string Octets(long? octets) => TrafficTexts.Octets(octets, culture);
    private string Say(string code) => Html.Escape(TrafficTexts.Text(code, culture));
    private static string Camel<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
