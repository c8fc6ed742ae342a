using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Browser.Tests;

/// <summary>The office of one town over a data folder of its own, as it is served for real, inside the process of the tests.</summary>
public sealed class LiveOffice : IAsyncDisposable
{
    private readonly DirectoryInfo place;
    private readonly OpenOffice opened;
    private readonly WebApplication app;

    private LiveOffice(DirectoryInfo place, OpenOffice opened, WebApplication app) => (this.place, this.opened, this.app) = (place, opened, app);

    public Uri Address => new(OfficeHost.Addresses(app).First());

    /// <summary>Where the office keeps everything.</summary>
    public string Folder => opened.Folder.Path;

    public Storage Storage => opened.Storage;

    /// <param name="act">Changes how it is put together: who acts in a request, for tests that are not about signing in.</param>
    public static async Task<LiveOffice> Start(Action<OfficeSettings>? set = null, Action<WebApplicationBuilder>? act = null)
    {
        var place = Directory.CreateTempSubdirectory("rebato-live-");
        var opened = await OpenOffice.At(Path.Combine(place.FullName, "data"), [], CancellationToken.None);
        await opened.Storage.Found("Ayuntamiento de Robledal del Monte", "", "Europe/Madrid");
        set?.Invoke(opened.Settings);
        var app = OfficeHost.Build(opened.Folder, opened.Storage, opened.Settings, opened.Configuration, act);
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        var town = (await app.Services.GetRequiredService<TownDirectory>().Find(""))!;
        (town.Address, town.Phone, town.DpoMail) = ("Plaza Mayor, 1", "010", "dpd@robledal.example");
        return new LiveOffice(place, opened, app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await opened.DisposeAsync();
        place.Delete(recursive: true);
    }
}
