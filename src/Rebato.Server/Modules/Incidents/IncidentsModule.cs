using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Rebato.Modules.Incidents.Reporting;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>Registration of the module: its acts, its places in the menu.</summary>
internal static class IncidentsModule
{
    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Calendars>();
        services.AddSingleton<TownNetworks>().AddSingleton<ReportRate>();
        services.AddScoped<ReportDoor>().AddScoped<ReportReader>().AddScoped<ReportReceipts>();
        services.AddOpenApi();
        services.AddScoped<DutyBoard>().AddScoped<IncidentDesk>().AddScoped<EvidenceDesk>().AddScoped<Registry>().AddScoped<ReportIntake>();
        services.AddScoped<IncidentReader>().AddScoped<IncidentRows>().AddScoped<IncidentSearch>().AddScoped<IncidentExport>().AddScoped<DeskQueue>();
        services.AddScoped<Naming>().AddScoped<ImpactWords>().AddScoped<EventTeller>().AddScoped<Chronology>().AddScoped<IncidentTools>();
        services.AddScoped<NamesOf>(provider => provider.GetRequiredService<PeopleDesk>().NamesOf);
        services.AddScoped<RegistryBook>().AddScoped<Erasure>().AddScoped<RecheckEvidence>();
        services.AddSingleton(new MenuEntry("menu.desk", "/cau", Permission.IncidentsTriage, 10));
        services.AddSingleton(new MenuEntry("menu.incidents", "/incidencias", Permission.IncidentsRead, 20));
        services.AddSingleton(new MenuEntry("menu.registry", "/registro", Permission.RegistryList, 30));
    }

    public static void Use(WebApplication app)
    {
        BelieveProxies(app);

        // A network written wrong in the settings is said at the start, not at the first report.
        app.Services.GetRequiredService<TownNetworks>();
        app.MapOpenApi("/api/openapi.json").WithMetadata(new OpenToAllAttribute("The description of the interface has no data."));
        ReportApi.Map(app);
        ReceiptDownload.Map(app);
        VerifierFiles.Map(app);
    }

    /// <summary>Where a request comes from is what a declared proxy says, and nobody else.</summary>
    private static void BelieveProxies(WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<OfficeSettings>().Proxies;
        if (proxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.TryParse(proxy, out var address) ? address : throw new StorageRefused("settings.bad-network", proxy));
        }

        app.UseForwardedHeaders(options);
    }
}
