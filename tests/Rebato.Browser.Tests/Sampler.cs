using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rebato.Platform.Ui;

namespace Rebato.Browser.Tests;

/// <summary>The kit of the interface without the product: sample pages of this project behind the product's own set-up.</summary>
public sealed class Sampler : IAsyncLifetime
{
    private readonly WebApplication app = Build();

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "rebato", EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRebatoUi();
        builder.Services.AddRazorPages().AddApplicationPart(typeof(Sampler).Assembly);
        builder.Services.AddScoped(provider => FrameOf(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!));
        var app = builder.Build();
        app.UseRebatoUi();
        app.MapGet("/sesion", () => Results.NoContent());
        app.MapGet("/roto", string () => throw new InvalidOperationException("A page that breaks, to see what people read."));
        app.MapRazorPages();
        return app;
    }

    private static Frame FrameOf(HttpContext context) => new()
    {
        TownName = "Ayuntamiento de Robledal del Monte",
        Address = "Plaza Mayor, 1",
        Phone = "010",
        DpoMail = "dpd@robledal.example",
        SecurityMail = "seguridad@robledal.example",
        UserName = "Marta Oliveros",
        RoleName = "Responsable de Seguridad",
        Menu =
        [
            new("page.home", "/muestrario", "", 1), new("accessibility.title", "/muestrario/incidencias", "", 2),
            new("security-contact.title", "/muestrario/brecha", "", 3), new("privacy.title", "/muestrario/formulario", "", 4),
        ],
        Strip = context.Request.Path.StartsWithSegments("/muestrario/brecha")
            ? new("Crisis activa", "desde hace 4 d 11 h. Fase 3 de 5: limpieza y verificación. 812 de 1.300 equipos limpios.", "Ir al puesto de mando", "/muestrario")
            : null,
        ClockDoubt = context.Request.Path.StartsWithSegments("/muestrario/incidencias") ? "Ha saltado 3 h atrás a las 09:12. Los plazos se cuentan por el último instante fiable." : null,
        IdleLock = int.TryParse(context.Request.Query["inactiva"], out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromMinutes(5),
    };
}
