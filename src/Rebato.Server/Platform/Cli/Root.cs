using System.CommandLine;
using Rebato.Modules.Documents;
using Rebato.Modules.Incidents;
using Rebato.Modules.Incidents.Reporting;
using Rebato.Modules.Traffic;
using Rebato.Platform.Cli.Demo;
using Rebato.Platform.Ledger;

namespace Rebato.Platform.Cli;

/// <summary>Every command of `rebato`.</summary>
internal static class Root
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Rebato: la oficina de seguridad de la información de un ayuntamiento");
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(DeadlineCommand.Create());
        root.Subcommands.Add(ReportCommand.Create());
        root.Subcommands.Add(RegistryCommand.Create());
        root.Subcommands.Add(TrafficCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(LedgerCommand.Create());
        root.Subcommands.Add(WitnessCommand.Create());
        root.Subcommands.Add(IncidentCommand.Create());
        root.Subcommands.Add(IncidentCommand.CreateInSpanish());
        root.Subcommands.Add(InspectCommand.Create());
        root.Subcommands.Add(CleanCommand.Create());
        root.Subcommands.Add(WorkerCommand.Create());
        return root;
    }

    /// <summary>Wrong use is 2 and says why on the error stream; what commands find or refuse is 1.</summary>
    public static async Task<int> Run(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            return 2;
        }

        return await parsed.InvokeAsync();
    }
}
