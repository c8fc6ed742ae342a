using Rebato.Platform.Access;
using Rebato.Platform.Data;
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
            Menu = actor.SignedIn ? MenuEntry.Allowed(services.GetServices<MenuEntry>(), permission => actor.May(permission)) : [],
        };
    }
}
