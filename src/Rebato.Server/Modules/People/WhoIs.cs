using System.Globalization;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>The name of whoever is signed in, for the frame of the page.</summary>
internal sealed record WhoIs(string Name);

/// <summary>What surrounds every page: whose town hall it is and who is looking.</summary>
internal static class FrameOfRequest
{
    public static Frame Of(IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext;
        var scope = services.GetRequiredService<TownScope>();
        if (http is null || !scope.Chosen)
            return new Frame();
        var frame = new Frame
        {
            TownName = scope.Town.Name,
            Address = scope.Town.Address,
            Phone = scope.Town.Phone,
            DpoMail = scope.Town.DpoMail,
            SecurityMail = scope.Town.SecurityMail,
            Zone = scope.Town.TimeZone,
        };
        var actor = http.Actor;
        if (!actor.SignedIn)
            return frame;
        return frame with
        {
            UserName = http.Features.Get<WhoIs>()?.Name ?? "",
            RoleName = RoleName(services.GetRequiredService<Sentences>(), actor),
            Menu = MenuEntry.Allowed(services.GetServices<MenuEntry>(), actor.May),
            IdleLock = services.GetRequiredService<AccessSettings>().Session.IdleLock,
        };
    }

    /// <summary>The roles in words, without that of everybody when there is another.</summary>
    private static string RoleName(Sentences sentences, Actor actor)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var roles = actor.Roles.Where(role => role != Role.Employee && role != Role.RegistryReader).Order().DefaultIfEmpty(Role.Employee);
        return string.Join(" · ", roles.Select(role => sentences.Find(language, "role." + role) ?? role.ToString()));
    }
}
