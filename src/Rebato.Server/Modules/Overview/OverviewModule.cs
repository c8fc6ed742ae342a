using Rebato.Modules.Overview.Home;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Overview;

/// <summary>What each person sees first. It reads from every module and changes nothing.</summary>
internal static class OverviewModule
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Overviews>();
        builder.Services.AddSingleton(new MenuEntry("menu.home", "/", "", 0));
    }
}
