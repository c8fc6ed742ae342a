using System.CommandLine;
using OtpNet;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;

namespace Rebato.Platform.Cli.Demo;

/// <summary>`rebato demo`: an invented town hall on an embedded database, ready to be walked through. Never for real use.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Carpeta de la demostración", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "rebato-demo") };
        var urls = new Option<string>("--urls") { Description = "Dirección en la que escucha", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var certificates = new Option<string>("--certificate-url") { Description = "Dirección en la que pide el certificado", DefaultValueFactory = _ => "https://127.0.0.1:5443" };
        var command = new Command("demo", "Pone en marcha un ayuntamiento inventado, con cuentas de demostración") { data, urls, certificates };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(data)!, parsed.GetValue(urls)!, parsed.GetValue(certificates)!, cancel));
        return command;
    }

    private static async Task<int> Run(string data, string urls, string certificateUrl, CancellationToken cancel)
    {
        var clock = new DemoClock();
        return await ServeCommand.Serve(
            data,
            [new("Listen", urls), new("CertificateUrl", certificateUrl)],
            clock,
            office => Prepare(office, clock),
            app => app.MapGet("/demo", (Func<string>)(() => Sheet(clock.GetUtcNow()))).WithMetadata(new OpenToAllAttribute("Solo existe en la demostración.")),
            address => Announce(address, data),
            cancel);
    }

    private static async Task Prepare(OpenOffice open, DemoClock clock)
    {
        DemoCertificates.Make(open.Folder);
        if (open.Storage.Towns.Count > 0)
        {
            return;
        }

        clock.GoBack(TimeSpan.FromDays(14));
        var town = await open.Storage.Found("Ayuntamiento de Robledal del Monte", "", "Europe/Madrid");
        await using var office = new Office(open.Storage, town);
        var people = await new DemoPeople(office, open.Storage).Add();
        await new DemoTown(office, new FileStore(open.Folder), clock, people).Live();
    }

    private static IEnumerable<string> Announce(string address, string data) =>
    [
        "",
        $"Demostración de Rebato: {address}",
        $"Cuentas y código del teléfono en cada momento: {address}/demo",
        $"Contraseña de todas: {DemoPeople.Password}",
        .. DemoPeople.All.Select(p => $"  {p.Login,-10} {p.Name}, {p.Post}"),
        $"Certificados de empleado público (contraseña «{DemoCertificates.Password}»): {Path.Combine(Path.GetFullPath(data), "certificados-demo")}",
        "",
    ];

    /// <summary>Plain text, because it is a note beside the product and not a page of it.</summary>
    private static string Sheet(DateTimeOffset now) => string.Join('\n',
    [
        "Demostración de Rebato: nada de esto existe en una oficina de verdad.",
        "",
        $"Código del teléfono ahora: {new Totp(DemoPeople.Phone).ComputeTotp(now.UtcDateTime)}",
        $"Contraseña de todas las cuentas: {DemoPeople.Password}",
        "",
        .. DemoPeople.All.Select(p => $"{p.Login,-10} {p.Name} · {p.Post}"),
        "",
    ]);
}
