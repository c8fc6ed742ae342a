using Rebato.Modules.Governance;
using Rebato.Modules.Incidents;
using Rebato.Modules.Overview;
using Rebato.Modules.People;
using Rebato.Platform.Jobs;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Cli;

/// <summary>Every module of the office, in the order of the table in docs/map.md.</summary>
internal static class Modules
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddRebatoUi();
        builder.Services.AddScoped(services => Framing.Of(services));
        PeopleModule.Add(builder);
        IncidentsModule.Add(builder);
        JobsModule.Add(builder);
        GovernanceModule.Add(builder);
        OverviewModule.Add(builder);
    }

    public static void Use(WebApplication app)
    {
        PeopleModule.Use(app);
        IncidentsModule.Use(app);
        app.MapRazorPages();
    }
}
