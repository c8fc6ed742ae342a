using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>Registration of the module: its acts, its places in the menu.</summary>
internal static class IncidentsModule
{
    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Calendars>();
        services.AddScoped<DutyBoard>().AddScoped<IncidentDesk>().AddScoped<Registry>().AddScoped<ReportIntake>();
        services.AddSingleton(new MenuEntry("menu.desk", "/cau", Permission.IncidentsTriage, 10));
        services.AddSingleton(new MenuEntry("menu.incidents", "/incidencias", Permission.IncidentsRead, 20));
        services.AddSingleton(new MenuEntry("menu.registry", "/registro", Permission.RegistryRead, 30));
    }

    public static void Use(WebApplication app)
    {
    }
}
