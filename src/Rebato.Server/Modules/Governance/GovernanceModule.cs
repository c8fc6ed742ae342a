using Rebato.Platform.Data;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Governance;

/// <summary>Registration of the module: the norm of the town, its settings and the norms it works by.</summary>
internal static class GovernanceModule
{
    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<Norm>().AddScoped<NormDesk>().AddScoped<TownDesk>();
        services.AddHostedService<LoadCalendars>();
        services.AddSingleton(new MenuEntry("menu.norms", "/normas", Permission.OwnAccount, 80));
        services.AddSingleton(new MenuEntry("menu.parameters", "/norma/parametros", Permission.NormsManage, 85));
        services.AddSingleton(new MenuEntry("menu.town", "/administracion/ayuntamiento", Permission.SettingsManage, 90));
    }
}
