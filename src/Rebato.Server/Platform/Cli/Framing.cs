using System.Globalization;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Cli;

/// <summary>Puts the frame of a page together: the town, whoever looks, what they may reach.</summary>
internal static class Framing
{
    public static Frame Of(IServiceProvider services)
    {
        var context = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
        var town = services.GetRequiredService<TownScope>().Town;
        var actor = context.Actor;
        return new Frame
        {
            TownName = town.Name,
            Address = town.Address,
            Phone = town.Phone,
            DpoMail = town.DpoMail,
            SecurityMail = town.SecurityMail,
            Zone = town.TimeZone,
            UserName = actor.SignedIn ? context.Features.Get<WhoIs>()?.Name ?? "" : null,
            RoleName = actor.SignedIn ? RoleName(services.GetRequiredService<Sentences>(), actor) : null,
            IdleLock = actor.SignedIn ? services.GetRequiredService<AccessSettings>().Session.IdleLock : null,
            ClockDoubt = ClockWords.Of(services.GetRequiredService<ClockWatch>().Doubt, services.GetRequiredService<Sentences>(), town.TimeZone),
            Menu = actor.SignedIn ? MenuEntry.Allowed(services.GetServices<MenuEntry>(), permission => actor.May(permission)) : [],
        };
    }

    /// <summary>The roles in words, without that of everybody when there is another.</summary>
    private static string RoleName(Sentences sentences, Actor actor)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var roles = actor.Roles.Where(role => role is not (Role.Employee or Role.RegistryReader)).Order().DefaultIfEmpty(Role.Employee);
        return string.Join(" · ", roles.Select(role => sentences.Find(language, "role." + role) ?? role.ToString()));
    }
}
