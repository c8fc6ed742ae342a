using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Tests.Fixtures;

/// <summary>
/// The real web office over a <see cref="TestOffice"/>, listening on loopback. <see cref="As"/> gives a client that acts
/// as somebody with the roles named, by a header that only this fixture understands.
/// </summary>
public sealed class TestWeb : IAsyncDisposable
{
    private const string Header = "X-Test-Actor";
    private readonly WebApplication app;
    private readonly DataFolder folder;
    private readonly Dictionary<string, Actor> actors = [];

    private TestWeb(TestOffice office, DataFolder folder, Action<OfficeSettings>? set)
    {
        Office = office;
        this.folder = folder;
        var settings = new OfficeSettings();
        set?.Invoke(settings);
        app = OfficeHost.Build(folder, office.Storage, settings, new ConfigurationBuilder().Build(), builder =>
            builder.Services.AddSingleton<IStartupFilter>(new ActAs(actors)));
        app.Urls.Add("http://127.0.0.1:0");
    }

    public TestOffice Office { get; }
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    public IServiceProvider Services => app.Services;

    public static async Task<TestWeb> Start(string engine, Action<OfficeSettings>? set = null)
    {
        var office = await TestOffice.Open(engine);
        var web = new TestWeb(office, DataFolder.TryOpen(office.Folder)!, set);
        await web.app.StartAsync();
        return web;
    }

    /// <summary>A client of somebody new with these roles; without roles, of nobody.</summary>
    public HttpClient As(params Role[] roles) => As(roles.Length == 0 ? Actor.Anonymous : Person(roles));

    public HttpClient As(Actor actor)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        var name = actors.Count.ToString();
        actors[name] = actor;
        client.DefaultRequestHeaders.Add(Header, name);
        return client;
    }

    /// <summary>Somebody signed in with these roles; who has the Registry's role signed in with the certificate.</summary>
    public static Actor Person(params Role[] roles)
    {
        var certificate = roles.Any(r => r is Role.RegistryOfficer or Role.RegistryReader or Role.Registrar);
        return new Actor(Guid.CreateVersion7(), certificate ? SignIn.Certificate : SignIn.Local)
        {
            Roles = new HashSet<Role>(roles),
            Session = Guid.CreateVersion7(),
            PublicEmployeeCertificate = certificate ? "4D2F00A1" : null,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
        await Office.DisposeAsync();
    }

    private sealed class ActAs(Dictionary<string, Actor> actors) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (actors.TryGetValue(context.Request.Headers[Header].ToString(), out var actor))
                {
                    context.Features.Set(actor);
                }

                return rest(context);
            });
            next(app);
        };
    }
}
