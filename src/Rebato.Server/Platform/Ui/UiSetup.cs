using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
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
        services.AddSingleton<Assets>();
        services.AddSingleton(provider => Sentences.Load(strict: !provider.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.TryAddScoped(_ => new Frame());
        services.AddScoped(provider => new Formats(provider.GetRequiredService<Frame>().Zone));
        services.AddScoped<Texts>();

        services.AddRazorPages(options => options.RootDirectory = "/Modules");
        services.AddOptions<MvcOptions>().Configure<Sentences>((options, sentences) =>
        {
            BindingMessages.Use(options.ModelBindingMessageProvider, () => new Texts(sentences, new Formats(TimeZoneInfo.Utc)));
            // A form field left empty is judged by the page's own rules, in its own words, not by nullability.
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
            // The headers of a failed answer are cleared before the error page is written.
            context.Response.OnStarting(() => { SecurityHeaders.Set(context); return Task.CompletedTask; });
            if (!await context.RequestServices.GetRequiredService<Assets>().Serve(context)) await next(context);
        });
        app.UseRequestLocalization(Languages.Options());
        app.Use((context, next) =>
        {
            Languages.Remember(context);
            return next(context);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", CreateScopeForErrors = true });
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
