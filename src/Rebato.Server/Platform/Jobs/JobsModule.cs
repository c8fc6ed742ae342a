using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Platform.Notices;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Jobs;

/// <summary>Registration of what the office does by itself. Nothing of it runs before <see cref="Start"/>: tests turn the crank.</summary>
internal static class JobsModule
{
    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ClockWatch>().AddSingleton<JobRunner>();
        services.AddHttpClient(nameof(Witnessing), client => client.Timeout = Witnessing.Patience).RemoveAllLoggers();
        services.AddHttpClient(nameof(WebhookChannel), client => client.Timeout = WebhookChannel.Patience).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton(provider => new Witnessing(
            provider.GetRequiredService<Storage>(), provider.GetRequiredService<LogKeys>(), provider.GetRequiredService<Checkpoints>(), provider.GetRequiredService<OfficeSettings>(), Http(provider, nameof(Witnessing))));
        services.AddSingleton<StartComparison>();
        services.AddSingleton<INoticeChannel, SlipChannel>();
        services.AddSingleton<INoticeChannel, MailChannel>();
        services.AddSingleton<INoticeChannel>(provider => new WebhookChannel(
            provider.GetRequiredService<OfficeSettings>(), provider.GetRequiredService<DataFolder>(), Http(provider, nameof(WebhookChannel))));
        services.AddSingleton<NoticeWriter>().AddScoped<NoticeBoard>();
        services.AddSingleton<Job, ChaseDueDuties>().AddSingleton<Job, SendNotices>().AddSingleton<Job, SealCheckpoints>().AddSingleton<Job, VerifyLedger>();
        services.AddSingleton(new MenuEntry("menu.ledger", "/libro", Permission.LedgerVerify, 70));
    }

    /// <summary>The office comes alive: the jobs run from the start of the host to its end.</summary>
    public static void Start(WebApplicationBuilder builder) => builder.Services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());

    private static HttpClient Http(IServiceProvider provider, string name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}
