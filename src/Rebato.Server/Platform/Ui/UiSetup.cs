using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Rebato.Platform.Ui;

public static class UiSetup
{
    /// <summary>
    /// Pages, sentences, formats and assets. Register a scoped <see cref="Frame"/> afterwards to say whose town hall it is
    /// and who is looking.
    /// </summary>
    public static IServiceCollection AddRebatoUi(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.AddSingleton<Assets>();
        // Tests that run the office as in production ask for strictness by the setting Ui:StrictTexts.
        services.AddSingleton(provider => Sentences.Load(
            !provider.GetRequiredService<IHostEnvironment>().IsProduction() || provider.GetRequiredService<IConfiguration>().GetValue<bool>("Ui:StrictTexts")));
        services.TryAddScoped(_ => new Frame());
        services.AddScoped(provider => new Formats(provider.GetRequiredService<Frame>().Zone));
        services.AddScoped<Texts>();

        services.AddRazorPages(options => options.RootDirectory = "/Modules");
        services.AddOptions<MvcOptions>().Configure<Sentences>((options, sentences) =>
        {
            BindingMessages.Use(options.ModelBindingMessageProvider, () => new Texts(sentences, new Formats(TimeZoneInfo.Utc)));
            // A form field left empty is judged by the page's own rules, in its own words, not by nullability.
            options.ModelMetadataDetailsProviders.Add(new EmptyTextStaysText());
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        });
        // Spanish letters stay letters in the markup: smaller pages, readable sources.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>
    /// The outer layers of every request, before sign-in and permissions: headers, assets, language, error pages.
    /// Call it first; then routing, authentication, authorisation and <c>MapRazorPages</c>.
    /// </summary>
    public static WebApplication UseRebatoUi(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            SecurityHeaders.Set(context);
            context.Response.OnStarting(() => SecurityHeaders.SetLast(context));
            if (!await context.RequestServices.GetRequiredService<Assets>().Serve(context)) await next(context);
        });
        app.UseRequestLocalization(Languages.Options());
        app.Use((context, next) =>
        {
            Languages.Remember(context);
            return next(context);
        });
        // In the same scope: the frame of the page is that of the request that failed.
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use((context, next) =>
        {
            // Programs that call the interface get their own JSON answers.
            if (context.Request.Path.StartsWithSegments("/api") && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
        app.UseRouting();
        return app;
    }
}
