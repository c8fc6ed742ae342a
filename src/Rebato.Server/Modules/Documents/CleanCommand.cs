using System.CommandLine;
using Rebato.Documents;

namespace Rebato.Modules.Documents;

/// <summary>
/// <c>rebato clean FILE… -o DIR</c>: cleaned copies under DIR; what is given is never touched. 0 all cleaned, 1 something
/// was refused, 2 wrong use.
/// </summary>
public static class CleanCommand
{
    public static Command Create()
    {
        var say = new DocumentReport("es");
        var files = new Argument<string[]>("FILE") { Description = say.Say("cli.files"), Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string>("--output", "-o") { Description = say.Say("cli.output"), HelpName = "DIR", Required = true };
        var policy = new Option<string>("--for") { Description = say.Say("cli.for"), HelpName = "publish|send|internal", DefaultValueFactory = _ => "publish" };
        var unsign = new Option<bool>("--unsign") { Description = say.Say("cli.unsign") };
        var json = new Option<bool>("--json") { Description = say.Say("cli.json") };
        var lang = new Option<string>("--lang") { Description = say.Say("cli.lang"), HelpName = "es|en", DefaultValueFactory = _ => "es" };
        policy.AcceptOnlyFromAmong("publish", "send", "internal");
        lang.AcceptOnlyFromAmong("es", "en");
        var command = new Command("clean", say.Say("cli.clean")) { files, folder, policy, unsign, json, lang };
        command.SetAction((typed, cancel) => Run(
            typed.GetValue(files)!, typed.GetValue(folder)!, CleaningPolicy.Named(typed.GetValue(policy)!)! with { Unsigns = typed.GetValue(unsign) }, typed.GetValue(json),
            new DocumentReport(typed.GetValue(lang)!), typed.InvocationConfiguration.Output, typed.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> Run(string[] typed, string folder, CleaningPolicy policy, bool json, DocumentReport report, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var (files, missing) = DocumentFiles.Find(typed);
        if (files is null)
        {
            await error.WriteLineAsync(report.Say("cli.missing", missing));
            return 2;
        }
        var targets = files.ConvertAll(f => (f.Path, Target: Path.GetFullPath(Path.Combine(folder, f.Name))));
        if (targets.Find(t => t.Target == Path.GetFullPath(t.Path)) is { Path: { } own })
        {
            await error.WriteLineAsync(report.Say("cli.itself", own));
            return 2;
        }
        if (targets.GroupBy(t => t.Target).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            await error.WriteLineAsync(report.Say("cli.twice", twice.Key));
            return 2;
        }
        await using var worker = new DocumentWorker();
        var lines = new List<DocumentReport.Line>();
        foreach (var (path, target) in targets)
        {
            lines.Add(await Clean(worker, path, target, policy, cancel));
            if (!json) await output.WriteLineAsync(report.Text(lines[^1]));
        }
        if (json) await output.WriteLineAsync(report.Json(lines));
        return lines.TrueForAll(l => l.Refusal is null) ? 0 : 1;
    }

    private static async Task<DocumentReport.Line> Clean(DocumentWorker worker, string path, string target, CleaningPolicy policy, CancellationToken cancel)
    {
        var outcome = await worker.Clean(await File.ReadAllBytesAsync(path, cancel), policy, cancel);
        if (!outcome.Done(out var cleaning, out var refusal)) return new(path, null, refusal);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await File.WriteAllBytesAsync(target, cleaning.Bytes, cancel);
        return new(path, cleaning.Before, null, target, cleaning.Sha256);
    }
}
