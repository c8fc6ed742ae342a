using System.CommandLine;
using System.Globalization;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Platform.Ledger;

/// <summary>
/// <c>rebato verify FILE</c>: 0 when everything matches, 1 when something does not and it says what, 2 when it is no file
/// it knows or was asked wrongly. It needs no data folder and no network.
/// </summary>
public static class VerifyCommand
{
    public static Command Create()
    {
        var spanish = CultureInfo.GetCultureInfo("es");
        string Say(string code) => Sentences.Text(code, spanish)!;
        var file = new Argument<string>("FILE") { Description = Say("cli.verify.file") };
        var key = new Option<string[]>("--key") { Description = Say("cli.verify.key"), HelpName = "VKEY|FILE", DefaultValueFactory = _ => [] };
        var json = new Option<bool>("--json") { Description = Say("cli.json") };
        var lang = new Option<string>("--lang") { Description = Say("cli.lang"), HelpName = "es|en", DefaultValueFactory = _ => "es" };
        lang.AcceptOnlyFromAmong("es", "en");
        var command = new Command("verify", Say("cli.verify")) { file, key, json, lang };
        command.SetAction((typed, cancellation) =>
        {
            var console = typed.InvocationConfiguration;
            var report = new VerdictReport(typed.GetValue(file)!, CultureInfo.GetCultureInfo(typed.GetValue(lang)!), typed.GetValue(json));
            return RunAsync(typed.GetValue(file)!, typed.GetValue(key)!, report, console.Output, console.Error, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string path, string[] keys, VerdictReport report, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!TrustedKeys(keys).Done(out var trusted, out var refusal))
            return Refuse(refusal);
        Outcome<Verdict> outcome;
        try
        {
            await using var file = File.OpenRead(path);
            outcome = await FileVerifier.VerifyAsync(file, trusted, cancellation);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Refuse(new Refusal("cli.noFile", null, null, path));
        }
        if (!outcome.Done(out var verdict, out refusal))
            return Refuse(refusal);
        report.Write(verdict, output);
        return verdict.Matches ? 0 : 1;

        int Refuse(Refusal because)
        {
            report.Write(because, output, error);
            return 2;
        }
    }

    /// <summary>Each argument is a key, or a file with a key on each line; <c>#</c> starts a comment line.</summary>
    private static Outcome<List<NoteVerifier>> TrustedKeys(string[] arguments)
    {
        var keys = new List<NoteVerifier>();
        foreach (var argument in arguments)
        {
            var lines = File.Exists(argument)
                ? [.. File.ReadLines(argument).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')]
                : new List<string> { argument };
            if (lines.Count == 0)
                return new Refusal("cli.noKeys", null, null, argument);
            foreach (var line in lines)
            {
                if (!NoteVerifier.Parse(line).Done(out var key, out var refusal))
                    return refusal;
                keys.Add(key);
            }
        }
        return keys;
    }
}
