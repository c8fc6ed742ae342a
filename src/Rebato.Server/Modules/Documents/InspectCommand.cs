using System.CommandLine;
using Rebato.Documents;

namespace Rebato.Modules.Documents;

/// <summary>
/// <c>rebato inspect FILE…</c>: what files say without being asked (Reglamento 20.1). 0 nothing to remove or decide, 1
/// something found or refused, 2 wrong use.
/// </summary>
public static class InspectCommand
{
    public static Command Create()
    {
        var say = new DocumentReport("es");
        var files = new Argument<string[]>("FILE") { Description = say.Say("cli.files"), Arity = ArgumentArity.OneOrMore };
        var policy = new Option<string>("--for") { Description = say.Say("cli.for"), HelpName = "publish|send|internal", DefaultValueFactory = _ => "publish" };
        var json = new Option<bool>("--json") { Description = say.Say("cli.json") };
        var lang = new Option<string>("--lang") { Description = say.Say("cli.lang"), HelpName = "es|en", DefaultValueFactory = _ => "es" };
        policy.AcceptOnlyFromAmong("publish", "send", "internal");
        lang.AcceptOnlyFromAmong("es", "en");
        var command = new Command("inspect", say.Say("cli.inspect")) { files, policy, json, lang };
        command.SetAction((typed, cancel) => Run(
            typed.GetValue(files)!, CleaningPolicy.Named(typed.GetValue(policy)!)!, typed.GetValue(json), new DocumentReport(typed.GetValue(lang)!),
            typed.InvocationConfiguration.Output, typed.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> Run(string[] typed, CleaningPolicy policy, bool json, DocumentReport report, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var (files, missing) = DocumentFiles.Find(typed);
        if (files is null)
        {
            await error.WriteLineAsync(report.Say("cli.missing", missing));
            return 2;
        }
        await using var worker = new DocumentWorker();
        var lines = new List<DocumentReport.Line>();
        foreach (var (path, _) in files)
        {
            var outcome = await worker.Inspect(await File.ReadAllBytesAsync(path, cancel), policy, cancel);
            lines.Add(new(path, outcome.Refusal is null ? outcome.Value : null, outcome.Refusal));
            if (!json) await output.WriteLineAsync(report.Text(lines[^1]));
        }
        if (json) await output.WriteLineAsync(report.Json(lines));
        return lines.TrueForAll(l => l.Inspection is { IsClean: true }) ? 0 : 1;
    }
}
