using System.CommandLine;
using System.Globalization;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>
/// <c>rebato incident list|show|elevate</c>: incidents from the machine itself, when there is no web. 0 when it was done,
/// 1 when there is no such incident or the act is refused, 2 when what was typed makes no sense.
/// </summary>
internal static class IncidentCommand
{
    private const int Refused = 1;
    private const int WrongUse = 2;

    private static readonly Texts Texts = new(Sentences.Load(strict: false), new Formats(TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid")));

    public static Command Create()
    {
        var place = new CommandPlace();
        var state = new Option<string?>("--state") { Description = Texts["cli.incident.state"], HelpName = "Open|Analysis|Containment|Recovery|PostIncident|Closed" };
        var text = new Option<string?>("--text") { Description = Texts["cli.incident.text"] };
        var list = place.On(new Command("list", Texts["cli.incident.list"]) { state, text });
        list.SetAction((typed, cancel) => place.Run(typed, async (office, output) =>
        {
            var search = new IncidentSearch(office, new IncidentRows(office));
            var lines = new List<IncidentRow>();
            await foreach (var row in search.All(new IncidentFilter { State = typed.GetValue(state), Text = typed.GetValue(text) }, cancel))
            {
                lines.Add(row);
            }

            await output.Output.WriteLineAsync(place.Json(typed) ? IncidentReport.Json(lines) : IncidentReport.Text(lines, Texts, office.Town.TimeZone));
            return 0;
        }, cancel));
        return new Command("incident", Texts["cli.incident"]) { list, Show(place), Elevate(place, "elevate", "--to", "committee", "--why") };
    }

    /// <summary>The same in the words of the desk: <c>rebato aviso elevar 123 --comite --porque TEXTO</c>.</summary>
    public static Command CreateInSpanish() => new("aviso", Texts["cli.incident"]) { Elevate(new CommandPlace(), "elevar", "--comite", null, "--porque") };

    private static Command Show(CommandPlace place)
    {
        var number = NumberArgument();
        var show = place.On(new Command("show", Texts["cli.incident.show"]) { number });
        show.SetAction((typed, cancel) => place.Run(typed, async (office, output) =>
        {
            if (await Find(office, typed.GetValue(number)) is not { } found)
            {
                return await Say(output, Texts["incident.unknown"], Refused);
            }

            await output.Output.WriteLineAsync(place.Json(typed) ? IncidentReport.Json(found) : IncidentReport.Text(found, Texts, office.Town.TimeZone));
            return 0;
        }, cancel));
        return show;
    }

    /// <param name="to">The option that says to whom; with <paramref name="whom"/> null it stands alone.</param>
    private static Command Elevate(CommandPlace place, string name, string to, string? whom, string why)
    {
        var number = NumberArgument();
        var reason = new Option<string>(why) { Description = Texts["cli.incident.why"], Required = true };
        var elevate = place.On(new Command(name, Texts["cli.incident.elevate"]) { number, reason });
        if (whom is null)
        {
            elevate.Options.Add(new Option<bool>(to) { Description = Texts["cli.incident.to"], Required = true });
        }
        else
        {
            var addressee = new Option<string>(to) { Description = Texts["cli.incident.to"], Required = true };
            addressee.AcceptOnlyFromAmong(whom);
            elevate.Options.Add(addressee);
        }

        elevate.SetAction((typed, cancel) => place.Run(typed, async (office, output) =>
        {
            if (await Find(office, typed.GetValue(number)) is not { } found)
            {
                return await Say(output, Texts["incident.unknown"], Refused);
            }

            var desk = new IncidentDesk(office, new DutyBoard(office, new Calendars()));
            if (!(await desk.TellCommittee(Actor.Console, found.Row.Id, typed.GetValue(reason)!)).Done(out var incident, out var refusal))
            {
                return await Say(output, Texts.Of(refusal), Refused);
            }

            await output.Output.WriteLineAsync(place.Json(typed) ? IncidentReport.Json(found with { Row = incident }) : Texts["cli.incident.elevated", incident.Number]);
            return 0;
        }, cancel));
        return elevate;
    }

    private static Argument<string> NumberArgument() => new("NUMBER") { Description = Texts["cli.incident.number"] };

    /// <summary>By its whole number, or by the ordinal of this year.</summary>
    private static Task<Opened<Incident, IncidentContent>?> Find(Office office, string? number) =>
        new IncidentReader(office).Incident(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? $"INC-{office.YearOf(office.Now)}-{ordinal:0000}"
            : number);

    private static async Task<int> Say(InvocationConfiguration output, string sentence, int code)
    {
        await output.Error.WriteLineAsync(sentence);
        return code;
    }

    /// <summary>What every one of these commands asks: in which folder, for which town, and written how.</summary>
    private sealed class CommandPlace
    {
        private readonly Option<string> data = new("--data") { Description = Texts["cli.incident.data"], Required = true };
        private readonly Option<int> town = new("--town") { Description = Texts["cli.incident.town"], DefaultValueFactory = _ => 1 };
        private readonly Option<bool> json = new("--json") { Description = Texts["cli.incident.json"] };

        public Command On(Command command)
        {
            command.Options.Add(data);
            command.Options.Add(town);
            command.Options.Add(json);
            return command;
        }

        public bool Json(ParseResult typed) => typed.GetValue(json);

        public async Task<int> Run(ParseResult typed, Func<Office, InvocationConfiguration, Task<int>> act, CancellationToken cancel)
        {
            var output = typed.InvocationConfiguration;
            try
            {
                await using var open = await OpenOffice.At(typed.GetValue(data)!, [], cancel);
                var towns = await new TownDirectory(open.Storage).All();
                if (towns.FirstOrDefault(each => each.Id == typed.GetValue(town)) is not { } chosen)
                {
                    return await Say(output, Texts["cli.incident.no-town", typed.GetValue(town)], WrongUse);
                }

                await using var office = new Office(open.Storage, chosen);
                return await act(office, output);
            }
            catch (StorageRefused refused)
            {
                return await Say(output, refused.Message, Refused);
            }
        }
    }
}
