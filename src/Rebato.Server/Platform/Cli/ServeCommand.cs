using System.CommandLine;
using Rebato.Platform.Data;

namespace Rebato.Platform.Cli;

/// <summary>`rebato serve --data DIR`: the office, for real.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Carpeta de datos de la oficina", Required = true };
        var urls = new Option<string>("--urls") { Description = "Dirección en la que escucha", DefaultValueFactory = _ => "" };
        var command = new Command("serve", "Pone en marcha la oficina sobre una carpeta de datos") { data, urls };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(data)!, parsed.GetValue(urls)!, cancel));
        return command;
    }

    public static async Task<int> Run(string data, string urls, CancellationToken cancel)
    {
        try
        {
            await using var office = await OpenOffice.At(data, urls.Length > 0 ? [new("Urls", urls)] : [], cancel);
            if (office.Storage.Towns.Count == 0)
            {
                await office.Storage.Found("Ayuntamiento", "", "Europe/Madrid");
            }

            await using var app = OfficeHost.Build(office.Folder, office.Storage, office.Settings, office.Configuration);
            app.Urls.Clear();
            foreach (var url in (office.Settings.Urls.Length > 0 ? office.Settings.Urls : "http://127.0.0.1:5080").Split(';'))
            {
                app.Urls.Add(url);
            }

            await app.StartAsync(cancel);
            foreach (var address in OfficeHost.Addresses(app))
            {
                Console.WriteLine($"Rebato escucha en {address}");
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
