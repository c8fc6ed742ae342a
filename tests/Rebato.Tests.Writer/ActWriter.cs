using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Tests.Writer;

/// <summary>Opens incidents from many callers at once, and says each one only after the office acknowledged it.</summary>
internal static class ActWriter
{
    /// <summary>Ends every whole line: what the kill cut off does not have it.</summary>
    public const string EndOfLine = " ok";

    private const int Callers = 32;

    public static async Task Run(string data, string? postgres, CancellationToken cancel)
    {
        await using var open = await OpenOffice.At(data, Settings(postgres), cancel);
        var town = open.Storage.Towns.Count == 0
            ? await open.Storage.Found("Robledal del Monte", "", "Europe/Madrid")
            : (await new TownDirectory(open.Storage).All()).Single();
        await using var office = new Office(open.Storage, town);
        var desk = new IncidentDesk(office, new DutyBoard(office, new Calendars()));
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Write(desk, office, caller, cancel), cancel)));
    }

    public static IEnumerable<KeyValuePair<string, string?>> Settings(string? postgres) => postgres is null ? [] : [new("Postgres", postgres)];

    private static async Task Write(IncidentDesk desk, Office office, int caller, CancellationToken cancel)
    {
        for (var i = 0; !cancel.IsCancellationRequested; i++)
        {
            var content = new IncidentContent($"Equipo que no arranca, aviso {i}", $"Puesto {caller}", "Padrón");
            var opened = await desk.Open(Actor.Office, null, content, office.Now, YesNoUnknown.No);
            if (opened.Refusal is not null)
            {
                throw new InvalidOperationException(opened.Refusal.Code);
            }

            Console.WriteLine($"{opened.Value.Ordinal} {opened.Value.Id}{EndOfLine}");
        }
    }
}
