using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Rebato.Platform.Ui;

/// <summary>
/// The language of a request: the link pressed (<c>?lang=en</c>, remembered in a cookie), the cookie, what the browser
/// asks for, Spanish. Numbers and dates follow it in their European form.
/// </summary>
internal static class Languages
{
    public const string Parameter = "lang";
    public const string Cookie = "rebato-idioma";

    public static readonly IReadOnlyList<(string Code, string OwnName, CultureInfo Culture)> All =
    [
        ("es", "Castellano", CultureInfo.GetCultureInfo("es-ES")),
        ("en", "English", CultureInfo.GetCultureInfo("en-GB")),
    ];

    public static RequestLocalizationOptions Options()
    {
        var cultures = All.Select(language => language.Culture).ToList();
        return new()
        {
            DefaultRequestCulture = new(cultures[0]),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            RequestCultureProviders = [new CustomRequestCultureProvider(context => Task.FromResult(Asked(context)))],
        };
    }

    private static ProviderCultureResult? Asked(HttpContext context)
    {
        string?[] wishes = [context.Request.Query[Parameter], context.Request.Cookies[Cookie], .. Accepted(context.Request)];
        var wish = wishes.Select(code => All.FirstOrDefault(language => language.Code == code)).FirstOrDefault(found => found.Code is not null);
        return wish.Code is null ? null : new ProviderCultureResult(wish.Culture.Name);
    }

    private static IEnumerable<string?> Accepted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value?.Split('-')[0]);

    /// <summary>Keeps the language of a pressed link for the next pages.</summary>
    public static void Remember(HttpContext context)
    {
        if (context.Request.Query[Parameter].ToString() is { } code && All.Any(language => language.Code == code))
            context.Response.Cookies.Append(Cookie, code, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
    }
}
