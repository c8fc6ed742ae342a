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
        command.SetAction((parsed, cancel) => Serve(
            parsed.GetValue(data)!,
            parsed.GetValue(urls) is { Length: > 0 } named ? [new("Listen", named)] : [],
            TimeProvider.System,
            async office =>
            {
                if (office.Storage.Towns.Count == 0)
                {
                    await office.Storage.Found("Ayuntamiento", "", "Europe/Madrid");
                }
            },
            _ => { },
            _ => [],
            cancel,
            parsed.GetValue(accept)));
        return command;
    }

    /// <summary>Opens the folder, prepares it, listens until it is told to stop, and says on the console what people must know.</summary>
    public static async Task<int> Serve(
        string data,
        IReadOnlyList<KeyValuePair<string, string?>> commandLine,
        TimeProvider clock,
        Func<OpenOffice, Task> prepare,
        Action<WebApplication> more,
        Func<string, IEnumerable<string>> announce,
        CancellationToken cancel,
        string? acceptRollback = null)
    {
        try
        {
            await using var office = await OpenOffice.At(data, commandLine, cancel, clock);
            await prepare(office);
            await using var app = OfficeHost.Build(office.Folder, office.Storage, office.Settings, office.Configuration, builder =>
            {
                builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, office.Settings, office.Folder));
                JobsModule.Start(builder);
            });
            foreach (var accepted in await app.Services.GetRequiredService<StartComparison>().Run(acceptRollback, cancel))
            {
                Console.WriteLine($"Se arranca con un libro de pruebas que no continúa lo firmado: {CliTexts.Of(accepted.Refused)}");
            }

            more(app);
            await app.StartAsync(cancel);
            var addresses = OfficeHost.Addresses(app).ToList();
            foreach (var address in addresses)
            {
                Console.WriteLine($"Rebato escucha en {address}");
            }

            foreach (var line in announce(addresses.FirstOrDefault() ?? "").Concat(await FirstRunCodes.Announcements(app.Services)))
            {
                Console.WriteLine(line);
            }

            await app.WaitForShutdownAsync(cancel);
            return 0;
        }
        catch (StorageRefused refused)
        {
            await Console.Error.WriteLineAsync(CliTexts.Of(refused));
            return 1;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync(CliTexts.Of(new StorageRefused("cli.address-in-use", taken.Message)));
            return 1;
        }
    }
}
