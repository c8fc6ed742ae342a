using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Platform.Ledger;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Cli;

/// <summary>Puts the web office together over an open storage: the same for `serve`, for `demo` and for the tests.</summary>
public static class OfficeHost
{
    public static WebApplication Build(DataFolder folder, Storage storage, OfficeSettings settings, IConfiguration configuration, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(OfficeHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(storage);
        builder.Services.AddSingleton<FileStore>();
        builder.Services.AddSingleton<LogKeys>().AddSingleton<Checkpoints>().AddSingleton<Receipts>().AddSingleton<LedgerVerification>();
        builder.Services.AddSingleton(storage.Time);
        builder.Services.AddSingleton(storage.Time.Provider);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<TownDirectory>();
        builder.Services.AddHttpContextAccessor();
        // The scope in which an error page is drawn is another, of the same request.
        builder.Services.AddScoped(services => new TownScope(services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Town>()));
        builder.Services.AddScoped(services => new Office(storage, services.GetRequiredService<TownScope>().Town));
        builder.Services.AddScoped(services => services.GetRequiredService<Office>().Db);
        Modules.Add(builder);
        change?.Invoke(builder);
        var app = builder.Build();
        app.Use(FindTown);
        app.UseRebatoUi();
        Modules.Use(app);
        return app;
    }

    public static IEnumerable<string> Addresses(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private static async Task FindTown(HttpContext context, RequestDelegate next)
    {
        if (await context.RequestServices.GetRequiredService<TownDirectory>().Find(context.Request.Host.Host) is not { } town)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Features.Set(town);
        context.RequestServices.GetRequiredService<TownScope>().Town = town;
        await next(context);
    }
}

/// <summary>Which town a request, a job or a command works for.</summary>
public sealed class TownScope(Town? town)
{

    public Town Town
    {
        get => town ?? throw new InvalidOperationException("No town was chosen for this scope.");
        set => town = value;
    }
}
