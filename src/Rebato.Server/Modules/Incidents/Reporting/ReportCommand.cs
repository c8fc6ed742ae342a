using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rebato.Kernel;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>What was typed after <c>rebato report</c>.</summary>
internal sealed record ReportTyped(IReadOnlyList<string> Files, string? Data, string? Server, ReportFields Fields)
{
    /// <summary>A lone e-mail is what people report as suspicious; anything else without a kind is something else.</summary>
    public ReportKind Otherwise => Files.Any(file => file.EndsWith(".eml", StringComparison.OrdinalIgnoreCase)) ? ReportKind.SuspiciousMail : ReportKind.SomethingElse;
}

/// <summary>What the command did: the answer, or the sentence that says why not and the exit code it deserves.</summary>
internal sealed record ReportSent(ReportAnswer? Answer, string Sentence = "", int Exit = 0);

/// <summary>
/// <c>rebato report FILE…</c>: registers a report, on a running office or straight into its data folder. 0 when it is
/// registered, now or before; 1 when it is refused; 2 when what was typed cannot be used.
/// </summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var sentences = Sentences.Load(strict: false);
        var texts = new Texts(sentences, new Formats(TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid")));
        var files = new Argument<string[]>("FILE") { Description = texts["cli.report.files"], Arity = ArgumentArity.ZeroOrMore };
        var data = new Option<string?>("--data") { Description = texts["cli.report.data"], HelpName = "DIR" };
        var server = new Option<string?>("--server") { Description = texts["cli.report.server"], HelpName = "URL" };
        var kind = new Option<string?>("--kind") { Description = texts["cli.report.kind", string.Join(", ", Enum.GetNames<ReportKind>())], HelpName = "KIND" };
        var text = new Option<string?>("--text") { Description = texts["cli.report.text"], HelpName = "TEXT" };
        var personal = new Option<string?>("--personal") { Description = texts["cli.report.personal"], HelpName = "ANSWER" };
        var who = new Option<string?>("--who") { Description = texts["cli.report.who"], HelpName = "NAME" };
        var contact = new Option<string?>("--contact") { Description = texts["cli.report.contact"], HelpName = "PHONE" };
        var key = new Option<string?>("--key") { Description = texts["cli.report.key"], HelpName = "KEY" };
        var json = new Option<bool>("--json") { Description = texts["cli.report.json"] };
        var command = new Command("report", texts["cli.report"]) { files, data, server, kind, text, personal, who, contact, key, json };
        command.SetAction(async (typed, cancel) =>
        {
            var fields = new ReportFields
            {
                Kind = typed.GetValue(kind),
                Account = typed.GetValue(text),
                PersonalData = typed.GetValue(personal),
                Who = typed.GetValue(who),
                Contact = typed.GetValue(contact),
                Key = typed.GetValue(key),
            };
            var request = new ReportTyped(typed.GetValue(files) ?? [], typed.GetValue(data), typed.GetValue(server), fields);
            var sent = await Run(request, texts, cancel);
            return Say(sent, typed.GetValue(json), texts, typed.InvocationConfiguration);
        });
        return command;
    }

    private static async Task<ReportSent> Run(ReportTyped typed, Texts texts, CancellationToken cancel)
    {
        if ((typed.Data is null) == (typed.Server is null))
        {
            return new(null, texts["cli.report.where"], 2);
        }

        if (typed.Files.FirstOrDefault(file => !Readable(file)) is { } missing)
        {
            return new(null, texts["cli.report.no-file", missing], 2);
        }

        if (typed.Data is { } folder)
        {
            return await new ReportIntoFolder(texts).Send(folder, typed, cancel);
        }

        return Uri.TryCreate(typed.Server, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"
            ? await new ReportToServer(texts).Send(server, typed, cancel)
            : new(null, texts["cli.report.bad-server", typed.Server], 2);
    }

    private static bool Readable(string file)
    {
        try
        {
            using var opened = File.OpenRead(file);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static int Say(ReportSent sent, bool json, Texts texts, InvocationConfiguration console)
    {
        if (sent.Answer is not { } answer)
        {
            console.Error.WriteLine(sent.Sentence);
        }
        else if (json)
        {
            console.Output.WriteLine(JsonSerializer.Serialize(answer, Vault.Json));
        }
        else
        {
            var at = DateTimeOffset.Parse(answer.ReceivedAt, CultureInfo.InvariantCulture);
            console.Output.WriteLine(texts[answer.Again ? "cli.report.again" : "cli.report.new", answer.Number, at.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)]);
            if (answer.Receipt is { } receipt)
            {
                console.Output.WriteLine(receipt);
            }
        }

        return sent.Exit;
    }
}
