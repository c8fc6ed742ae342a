using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Cli;

/// <summary>Every module of the office, in the order of the table in docs/map.md.</summary>
internal static class Modules
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddRebatoUi();
        builder.Services.AddScoped(services => Framing.Of(services));
        builder.Services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, PermissionHandler>();
        builder.Services.AddAuthorization();
        IncidentsModule.Add(builder);
    }

    public static void Use(WebApplication app)
    {
        app.UseAuthorization();
        IncidentsModule.Use(app);
        app.MapRazorPages();
    }
}
