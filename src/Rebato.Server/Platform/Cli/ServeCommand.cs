using System.CommandLine;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;
using Rebato.Platform.Ledger;

namespace Rebato.Platform.Cli;

/// <summary>`rebato serve --data DIR`: the office, for real.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Carpeta de datos de la oficina", Required = true };
        var urls = new Option<string>("--urls") { Description = "Dirección en la que escucha", DefaultValueFactory = _ => "" };
        var accept = new Option<string>("--accept-rollback")
        {
            Description = "Arranca aunque el libro de pruebas no continúe lo que se firmó; el motivo queda registrado",
            HelpName = "MOTIVO",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("serve", "Pone en marcha la oficina sobre una carpeta de datos") { data, urls, accept };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(data)!, parsed.GetValue(urls)!, cancel, parsed.GetValue(accept)!));
        return command;
    }

    public static async Task<int> Run(string data, string urls, CancellationToken cancel, string acceptRollback = "")
    {
        try
        {
            await using var office = await OpenOffice.At(data, urls.Length > 0 ? [new("Urls", urls)] : [], cancel);
            if (office.Storage.Towns.Count == 0)
            {
                await office.Storage.Found("Ayuntamiento", "", "Europe/Madrid");
            }

            await using var app = OfficeHost.Build(office.Folder, office.Storage, office.Settings, office.Configuration, builder =>
            {
                builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "").ConfigureKestrel(kestrel => Listeners.Configure(kestrel, office.Settings, office.Folder));
                JobsModule.Start(builder);
            });
            foreach (var accepted in await app.Services.GetRequiredService<StartComparison>().Run(acceptRollback, cancel))
            {
                Console.WriteLine($"Se arranca con un libro de pruebas que no continúa lo firmado: {accepted.Refused.Message}");
            }

            await app.StartAsync(cancel);
            foreach (var address in OfficeHost.Addresses(app))
            {
                Console.WriteLine($"Rebato escucha en {address}");
            }

            foreach (var line in await FirstRunCodes.Announcements(app.Services))
            {
                Console.WriteLine(line);
            }

            await app.WaitForShutdownAsync(cancel);
            return 0;
        }
        catch (StorageRefused refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
