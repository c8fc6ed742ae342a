using System.CommandLine;
using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>
/// <c>rebato deadline RULE --from INSTANT</c>: when a legal period is due and how that was found. 0 when it was
/// computed, 2 when what was typed cannot be: one sentence on the error stream says why.
/// </summary>
public static class DeadlineCommand
{
    public static Command Create()
    {
        static string Say(string key) => KernelSentences.Say(Language.Spanish, key);
        var rule = new Argument<string?>("RULE") { Description = Say("cli.rule"), Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = Say("cli.from"), HelpName = "INSTANT" };
        var zone = new Option<string>("--zone") { Description = Say("cli.zone"), HelpName = "ZONE", DefaultValueFactory = _ => "Europe/Madrid" };
        var amount = new Option<string?>("--amount") { Description = Say("cli.amount"), HelpName = "N" };
        var calendar = new Option<string?>("--calendar") { Description = Say("cli.calendar"), HelpName = "FILE" };
        var edition = new Option<string?>("--edition") { Description = Say("cli.edition"), HelpName = "YEAR" };
        var lang = new Option<string>("--lang") { Description = Say("cli.lang"), HelpName = "es|en", DefaultValueFactory = _ => "es" };
        var json = new Option<bool>("--json") { Description = Say("cli.json") };
        var list = new Option<bool>("--list") { Description = Say("cli.list") };
        var command = new Command("deadline", Say("cli.deadline")) { rule, from, zone, amount, calendar, edition, lang, json, list };
        command.SetAction(typed =>
        {
            var question = new DeadlineQuestion(
                typed.GetValue(rule), typed.GetValue(from), typed.GetValue(zone)!, typed.GetValue(amount),
                typed.GetValue(calendar), typed.GetValue(edition), typed.GetValue(lang)!);
            var configuration = typed.InvocationConfiguration;
            return Run(question, typed.GetValue(list), typed.GetValue(json), configuration.Output, configuration.Error);
        });
        return command;
    }

    private static int Run(DeadlineQuestion question, bool list, bool json, TextWriter output, TextWriter error)
    {
        if (!question.Language.Done(out var language, out var refusal)) return Refuse(refusal, Language.Spanish, error);
        if (list)
        {
            output.WriteLine(json ? DeadlineReport.RulesJson(RuleBook.Shipped, language) : DeadlineReport.Rules(RuleBook.Shipped, language));
            return 0;
        }

        if (!question.Answer(RuleBook.Shipped).Done(out var deadline, out refusal)) return Refuse(refusal, language, error);
        output.WriteLine(json ? DeadlineReport.Json(deadline) : DeadlineReport.Text(deadline, language));
        return 0;
    }

    private static int Refuse(Refusal refusal, Language language, TextWriter error)
    {
        error.WriteLine(KernelSentences.Of(refusal, language));
        return 2;
    }
}
