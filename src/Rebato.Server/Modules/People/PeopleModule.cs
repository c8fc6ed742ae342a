using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>Registration of the module and its place in the pipeline: after routing, before every other module.</summary>
internal static class PeopleModule
{
    public static void Add(WebApplicationBuilder builder, Storage storage)
    {
        var services = builder.Services;
        var settings = AccessSettings.Read(builder.Configuration);
        services.AddSingleton(settings);
        services.AddSingleton<LastSeen>();
        services.AddSingleton(new SignInLimits());
        services.AddSingleton<FirstRunCodes>();
        services.AddScoped<PeopleDesk>().AddScoped<PeopleActs>().AddScoped<Grants>().AddScoped<Credentials>().AddScoped<Sessions>().AddScoped<FirstRun>();
        services.AddScoped<WithPassword>().AddScoped<WithPhone>().AddScoped<WithPasskey>().AddScoped<WithSealedCode>().AddScoped<WithCertificate>().AddScoped<WithProvider>();
        AddCertificates(builder, storage, settings);
        services.Configure<IdentityPasskeyOptions>(Passkeys.Configure);
        services.AddSingleton<Passkeys>();
        services.AddDataProtection().SetApplicationName("rebato").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(storage.Keys.Folder, "pages")));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Doorkeeper>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationBuilder()
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

    private static void AddCertificates(WebApplicationBuilder builder, Storage storage, AccessSettings settings)
    {
        var folder = builder.Configuration["Access:TrustFolder"] is { Length: > 0 } named ? named : Path.Combine(Path.GetDirectoryName(storage.Keys.Folder)!, "trust");
        builder.Services.AddSingleton(new TrustFolder(folder));
        builder.Services.AddHttpClient<RevocationNetwork>(client => client.DefaultRequestHeaders.UserAgent.ParseAdd("rebato"))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        builder.Services.AddScoped(services => new CertificateCheck(services.GetRequiredService<TrustFolder>(), services.GetRequiredService<RevocationNetwork>(), settings.Certificates));
    }
}
