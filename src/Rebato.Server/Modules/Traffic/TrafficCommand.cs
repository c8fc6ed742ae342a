using System.CommandLine;
using System.Globalization;
using Rebato.Traffic;

namespace Rebato.Modules.Traffic;

/// <summary>
/// <c>rebato traffic …</c>: what can have left by the network, with no server, folder or network of its own. 0 when everything
/// asked is excluded and nothing was found, 1 when something is not, 2 when what was typed cannot be used.
/// </summary>
public static class TrafficCommand
{
    public static Command Create() => new("traffic", Say("cli.root"))
    {
        Inspect(), Seal(), Bound("bound", findingsOnly: false), Bound("findings", findingsOnly: true), Report(), Size(),
    };

    internal static string Say(string code) => TrafficTexts.Text(code, CultureInfo.GetCultureInfo("es"));

    private static Command Inspect()
    {
        var (files, systems, json, lang, threads) = (Files(), Systems(), Json(), Lang(), Threads());
        var command = new Command("inspect", Say("cli.inspect")) { files, systems, json, lang, threads };
        command.SetAction((typed, cancellation) => Task.FromResult(Screen(typed, typed.GetValue(lang)!).Run(screen =>
            TrafficRun.Inspect(screen, typed.GetValue(files)!, typed.GetValue(systems), typed.GetValue(json), typed.GetValue(threads), cancellation))));
        return command;
    }

    private static Command Seal()
    {
        var (files, systems, lang, threads) = (Files(), Systems(), Lang(), Threads());
        systems.Required = true;
        var author = new Option<string>("--author") { Description = Say("cli.author"), Required = true };
        var output = new Option<string?>("-o") { Description = Say("cli.out"), HelpName = "FILE" };
        var command = new Command("seal", Say("cli.seal")) { files, systems, author, output, lang, threads };
        command.SetAction((typed, cancellation) => Task.FromResult(Screen(typed, typed.GetValue(lang)!).Run(screen =>
            TrafficRun.Seal(screen, typed.GetValue(files)!, typed.GetValue(systems)!, typed.GetValue(author)!, typed.GetValue(output), typed.GetValue(threads), cancellation))));
        return command;
    }

    private static Command Bound(string name, bool findingsOnly)
    {
        var (files, systems, json, lang, threads) = (Files(), Systems(), Json(), Lang(), Threads());
        systems.Required = true;
        var window = new Option<string[]>("--window") { Description = Say("cli.window"), HelpName = "FROM TO", Arity = new(2, 2), AllowMultipleArgumentsPerToken = true, Required = true };
        var allow = new Option<string?>("--allow") { Description = Say("cli.allow"), HelpName = "CSV" };
        var manifest = new Option<string?>("--manifest") { Description = Say("cli.manifest"), HelpName = "JSON" };
        var indicators = new Option<string[]>("--indicators") { Description = Say("cli.indicators"), HelpName = "FILE", DefaultValueFactory = _ => [] };
        var tor = new Option<string[]>("--tor") { Description = Say("cli.tor"), HelpName = "FILE", DefaultValueFactory = _ => [] };
        var sharing = new Option<string[]>("--file-sharing") { Description = Say("cli.sharing"), HelpName = "FILE", DefaultValueFactory = _ => [] };
        var memory = new Option<int>("--memory") { Description = Say("cli.memory"), HelpName = "MB", DefaultValueFactory = _ => 1000 };
        var state = new Option<string?>("--state") { Description = Say("cli.state"), HelpName = "DIR" };
        var output = new Option<string?>("-o") { Description = Say("cli.out"), HelpName = "DIR" };
        var command = new Command(name, Say($"cli.{name}")) { files, systems, window, allow, manifest, indicators, tor, sharing, memory, state, output, json, lang, threads };
        command.SetAction((typed, cancellation) => Task.FromResult(Screen(typed, typed.GetValue(lang)!).Run(screen => TrafficRun.Bound(screen, new(
            typed.GetValue(files)!, typed.GetValue(systems)!, typed.GetValue(window)!, typed.GetValue(allow), typed.GetValue(manifest),
            [.. Named(typed.GetValue(indicators)!, "indicator"), .. Named(typed.GetValue(tor)!, "tor"), .. Named(typed.GetValue(sharing)!, "file-sharing")],
            new(typed.GetValue(threads), Math.Max(1, typed.GetValue(memory)) * 1_000_000L / 72, typed.GetValue(state)),
            typed.GetValue(output), typed.GetValue(json), findingsOnly), cancellation))));
        return command;
    }

    private static Command Report()
    {
        var statement = new Argument<string>("STATEMENT") { Description = Say("cli.statement") };
        var output = new Option<string>("-o") { Description = Say("cli.out"), HelpName = "FILE", Required = true };
        var lang = Lang();
        var command = new Command("report", Say("cli.report")) { statement, output, lang };
        command.SetAction(typed => Screen(typed, typed.GetValue(lang)!).Run(screen =>
            TrafficRun.Report(screen, typed.GetValue(statement)!, typed.GetValue(output)!)));
        return command;
    }

    private static Command Size()
    {
        var (files, json, lang) = (Files(), Json(), Lang());
        var command = new Command("size", Say("cli.size")) { files, json, lang };
        command.SetAction((typed, cancellation) => Task.FromResult(Screen(typed, typed.GetValue(lang)!).Run(screen =>
            TrafficRun.Size(screen, typed.GetValue(files)!, typed.GetValue(json), cancellation))));
        return command;
    }

    private static IEnumerable<(string Path, string Category)> Named(string[] paths, string category) => paths.Select(path => (path, category));

    private static TrafficScreen Screen(ParseResult typed, string lang) =>
        new(typed.InvocationConfiguration.Output, typed.InvocationConfiguration.Error, CultureInfo.GetCultureInfo(lang));

    private static Argument<string[]> Files() => new("FILES") { Description = Say("cli.files"), Arity = ArgumentArity.OneOrMore };
    private static Option<string?> Systems() => new("--systems") { Description = Say("cli.systems"), HelpName = "JSON" };
    private static Option<bool> Json() => new("--json") { Description = Say("cli.json") };
    private static Option<int> Threads() => new("--threads") { Description = Say("cli.threads"), HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    private static Option<string> Lang()
    {
        var lang = new Option<string>("--lang") { Description = Say("cli.lang"), HelpName = "es|en", DefaultValueFactory = _ => "es" };
        lang.AcceptOnlyFromAmong("es", "en");
        return lang;
    }
}
