using System.Globalization;
using Rebato.Kernel;
using Rebato.Traffic;
using Rebato.Traffic.Statement;

namespace Rebato.Modules.Traffic;

/// <summary>What the command says to people.</summary>
internal sealed record TrafficScreen(TextWriter Output, TextWriter Error, CultureInfo Culture)
{
    /// <summary>Runs the command; what cannot be opened is bad input, said in one sentence.</summary>
    public int Run(Func<TrafficScreen, int> command)
    {
        try
        {
            return command(this);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(new("traffic.file", Field: (e as FileNotFoundException)?.FileName ?? "", Values: [e.Message]));
        }
    }

    public int Refuse(Refusal refusal)
    {
        Error.WriteLine(TrafficTexts.For(refusal, Culture));
        return 2;
    }

    public string Say(string code, params object[] values) => TrafficTexts.Text(code, Culture, values);

    public void Files(IEnumerable<FileStatement> files, TimeZoneInfo zone)
    {
        foreach (var file in files)
        {
            Output.WriteLine(file.Path);
            Output.WriteLine($"  {Say("c.format")}: {(file.Refused is null ? file.Format : Say($"refused.{file.Refused}"))}   {Say("c.lines")}: {Number(file.Lines)}   {Say("c.rows")}: {Number(file.Records)}   {Say("c.unreadable")}: {Number(file.Unreadable)}");
            if (file.UnreadableLines.Count > 0)
                Output.WriteLine($"  {Say("hole.UnreadableLine")}: {string.Join(", ", file.UnreadableLines.Take(20))}{(file.Unreadable > 20 ? "…" : "")}");
            if (file.First is { } first && file.Last is { } last)
                Output.WriteLine($"  {TrafficTexts.At(first, zone, Culture)} – {TrafficTexts.At(last, zone, Culture)}");
            Output.WriteLine($"  SHA-256 {file.Sha256}{(file.Truncated ? "   " + Say("hole.TruncatedFile") : "")}");
        }
    }

    public void Statement(TrafficStatement statement)
    {
        foreach (var system in statement.Systems)
        {
            Output.WriteLine(system.Name);
            foreach (var bound in system.Bounds)
            {
                Output.WriteLine($"  {Say("c.hypothesis")}: {Say("hypothesis." + Camel(bound.Hypothesis))}   {Say("c.bound")}: {TrafficTexts.Octets(bound.Octets, Culture)}   {Say("c.gap")}: {TrafficTexts.Octets(bound.GapOctets, Culture)}   {Say("c.cut")}: {Say("cut." + bound.Cut)}");
                foreach (var reason in bound.Octets is null ? bound.Reasons : [])
                    Output.WriteLine($"    {TrafficTexts.Reason(reason, Culture)}");
                foreach (var database in system.Databases)
                    Judgement(database, database.Judgements.Single(j => j.Hypothesis == bound.Hypothesis));
            }
            Output.WriteLine("  " + Say("limits", TrafficTexts.Octets(system.AllowedOctets, Culture)));
        }
        Findings(statement);
        foreach (var reason in statement.WouldClose)
            Output.WriteLine($"{Say("h.closing")}: {TrafficTexts.Reason(reason, Culture)}");
    }

    public void Findings(TrafficStatement statement)
    {
        foreach (var finding in statement.Findings)
        {
            Output.WriteLine($"{Say("finding." + finding.Code)}: {finding.Subject}{(finding.System is null ? "" : $" ({finding.System})")} → {finding.Peer}   "
                + string.Join("  ", finding.Values.Select(v => $"{v.Key}={v.Value.ToString("0.###", Culture)}"))
                + $"   {TrafficTexts.At(finding.First, statement.Zone, Culture)} – {TrafficTexts.At(finding.Last, statement.Zone, Culture)}{(finding.Source is null ? "" : $" [{finding.Source}]")}");
        }
    }

    private void Judgement(DatabaseStatement database, Judgement judged)
    {
        Output.WriteLine($"    {database.Name}: {Say("verdict." + Camel(judged.Verdict))}. {Say("level." + Camel(judged.Level), judged.Persons ?? 0)}"
            + (judged.Persons is { } persons && judged.Level != CertificateLevel.N1 ? " " + Say("persons", Number(persons)) : ""));
    }

    private string Number(long number) => number.ToString("N0", Culture);

    private static string Camel<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
