using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>Who may bring a report from where, and how often.</summary>
internal sealed class ReportDoor(TownNetworks networks, ReportRate rate, OfficeSettings settings, Office office)
{
    /// <summary>For a page: on the town's networks, or signed in anywhere.</summary>
    public bool Open(HttpContext context) => context.Actor.SignedIn || networks.Hold(context);

    /// <summary>For a program: where it is decides. A browser's session never counts.</summary>
    public bool OpenToPrograms(HttpContext context) => networks.Hold(context);

    /// <summary>Counts one more; the refusal says from when the next is taken.</summary>
    public Refusal? TooOften(HttpContext context)
    {
        if (rate.Wait(context) is not { } wait)
        {
            return null;
        }

        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var minutes = (int)Math.Ceiling(settings.Reports.Window.TotalMinutes);
        return new Refusal("report.too-often", ReportRules.Desk, null, settings.Reports.Most, minutes, office.Now + wait);
    }
}
