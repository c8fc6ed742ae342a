using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Jobs;

namespace Rebato.Platform.Ledger;

/// <summary>
/// <c>rebato witness</c>: keeps the checkpoints of other logs elsewhere and cosigns them. It is what finds a rollback or
/// a rewritten history, which the log itself cannot see.
/// </summary>
public static class WitnessCommand
{
    public static Command Create()
    {
        var spanish = CultureInfo.GetCultureInfo("es");
        string Say(string code) => Sentences.Text(code, spanish)!;
        var data = new Option<string>("--data") { Description = Say("cli.witness.data"), HelpName = "DIR", Required = true, Recursive = true };
        var lang = new Option<string>("--lang") { Description = Say("cli.lang"), HelpName = "es|en", DefaultValueFactory = _ => "es", Recursive = true };
        lang.AcceptOnlyFromAmong("es", "en");
        var listen = new Option<string>("--listen") { Description = Say("cli.witness.listen"), HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5081" };
        var allow = new Option<string[]>("--allow") { Description = Say("cli.witness.allow"), HelpName = "ORIGIN=VKEY", DefaultValueFactory = _ => [] };
        var name = new Option<string>("--name")
        {
            Description = Say("cli.witness.name"),
            DefaultValueFactory = _ => $"witness.{Environment.MachineName.ToLowerInvariant()}",
        };
        var json = new Option<bool>("--json") { Description = Say("cli.json") };
        var show = new Command("show", Say("cli.witness.show")) { json };
        show.SetAction(typed => Show(typed.GetValue(data)!, typed.GetValue(json), Voice.Of(typed, lang)));
        var command = new Command("witness", Say("cli.witness")) { data, lang, listen, allow, name, show };
        command.SetAction((typed, cancellation) => ServeAsync(
            typed.GetValue(data)!, typed.GetValue(name)!, typed.GetValue(listen)!, typed.GetValue(allow)!, Voice.Of(typed, lang), cancellation));
        return command;
    }

    private static int Show(string data, bool json, Voice voice)
    {
        if (!WitnessFolder.Exists(data))
            return voice.Refuse(new Refusal("cli.noFile", null, null, data));
        if (!WitnessFolder.Open(data, "witness").Done(out var folder, out var refusal) || !folder.Load().Done(out var heads, out refusal))
            return voice.Refuse(refusal);
        var logs = heads.Values.OrderBy(head => head.Body.Origin, StringComparer.Ordinal).ToList();
        if (json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(new
            {
                key = folder.Key.Verifier.ToString(),
                logs = logs.Select(head => new { origin = head.Body.Origin, size = head.Body.Size, root = head.Body.Root.ToBase64(), seen = folder.SeenAt(head)?.ToString() }),
            }, JsonSerializerOptions.Web));
            return 0;
        }
        if (logs.Count == 0)
            voice.Output.WriteLine(voice.Say("cli.witness.empty"));
        foreach (var head in logs)
            voice.Output.WriteLine(voice.Say("cli.witness.state", head.Body.Origin, head.Body.Size, folder.SeenAt(head)?.ToString() ?? "-"));
        return 0;
    }

    private static async Task<int> ServeAsync(
        string data, string name, string listen, string[] allow, Voice voice, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(listen, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
            return voice.Refuse(new Refusal("cli.witness.address", null, null, listen));
        if (!Allowed(allow).Done(out var given, out var refusal)
            || !WitnessFolder.Open(data, name).Done(out var folder, out refusal)
            || !folder.Accept(given).Done(out var logs, out refusal)
            || !folder.Load().Done(out var heads, out refusal))
            return voice.Refuse(refusal);
        if (logs.Count == 0)
            return voice.Refuse(new Refusal("cli.witness.nobody"));
        try
        {
            await using var only = new FileStream(Path.Combine(data, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            await using var app = WitnessEndpoint.Build(new WitnessDesk(folder, logs, heads, new Timekeeper(TimeProvider.System)), folder.Key.Verifier, listen);
            await app.StartAsync(cancellation);
            var key = folder.Key.Verifier;
            await voice.Output.WriteLineAsync(voice.Say("cli.witness.started", key.Name, key.Fingerprint, key));
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (IOException)
        {
            return voice.Refuse(new Refusal("cli.witness.busy", null, null, data));
        }
    }

    private static Outcome<List<NoteVerifier>> Allowed(string[] allow)
    {
        var keys = new List<NoteVerifier>();
        foreach (var argument in allow)
        {
            var at = argument.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !NoteVerifier.Parse(argument[(at + 1)..]).Done(out var key, out _) || key.Name != argument[..at])
                return new Refusal("cli.witness.allowShape", null, null, argument);
            keys.Add(key);
        }
        return keys;
    }

    private sealed record Voice(TextWriter Output, TextWriter Error, CultureInfo Culture)
    {
        public static Voice Of(ParseResult typed, Option<string> lang) =>
            new(typed.InvocationConfiguration.Output, typed.InvocationConfiguration.Error, CultureInfo.GetCultureInfo(typed.GetValue(lang)!));

        public string Say(string code, params object[] values) =>
            string.Format(CultureInfo.InvariantCulture, Sentences.Text(code, Culture) ?? code, values);

        public int Refuse(Refusal refusal)
        {
            Error.WriteLine(Sentences.For(refusal, Culture));
            return 2;
        }
    }
}
