using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>Registration of the module and its place in the pipeline: after routing, before every other module.</summary>
internal static class PeopleModule
{
    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = AccessSettings.Read(builder.Configuration);
        services.AddSingleton(settings);
        services.AddSingleton<LastSeen>();
        services.AddSingleton(new SignInLimits());
        services.AddSingleton<FirstRunCodes>();
        services.AddScoped<PeopleDesk>().AddScoped<PeopleActs>().AddScoped<Grants>().AddScoped<Credentials>().AddScoped<Sessions>().AddScoped<FirstRun>();
        services.AddScoped<WithPassword>().AddScoped<WithPhone>().AddScoped<WithPasskey>().AddScoped<WithSealedCode>().AddScoped<WithCertificate>().AddScoped<WithProvider>();
        AddCertificates(builder.Services, settings);
        services.Configure<IdentityPasskeyOptions>(Passkeys.Configure);
        services.AddSingleton<Passkeys>();
        // They lie in the same private folder as the master key: wrapping one with the other would protect nothing.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        services.AddDataProtection().SetApplicationName("rebato");
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((options, folder, logs) =>
            options.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(folder.Keys, "pages")), logs));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Doorkeeper>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton(new MenuEntry("menu.people", "/personas", Permission.PeopleRead, 80));
        services.AddSingleton(new MenuEntry("menu.account", "/mi-cuenta", Permission.OwnAccount, 90));
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAssertion(asked => asked.Resource is HttpContext { Actor.SignedIn: true }).Build())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        OpenIdSignIn.Add(builder, settings.OpenId);
    }

    public static void Use(WebApplication app)
    {
        app.UseMiddleware<Identify>();
        app.UseAuthentication();
        app.UseAuthorization();
        SignInEndpoints.Map(app);
    }

    private static void AddCertificates(IServiceCollection services, AccessSettings settings)
    {
        services.AddSingleton(provider => new TrustFolder(provider.GetRequiredService<DataFolder>().Trust));
        services.AddHttpClient<RevocationNetwork>(client => client.DefaultRequestHeaders.UserAgent.ParseAdd("rebato"))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddScoped(provider => new CertificateCheck(provider.GetRequiredService<TrustFolder>(), provider.GetRequiredService<RevocationNetwork>(), settings.Certificates));
    }
}
