using System.CommandLine;
using Rebato.Modules.Documents;
using Rebato.Modules.Incidents;

namespace Rebato.Platform.Cli;

/// <summary>Every command of `rebato`.</summary>
internal static class Root
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Rebato: la oficina de seguridad de la información de un ayuntamiento");
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(DeadlineCommand.Create());
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
