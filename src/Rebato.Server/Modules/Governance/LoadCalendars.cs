using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Data;

namespace Rebato.Modules.Governance;

/// <summary>At start, gives every town the calendar it loaded last.</summary>
internal sealed class LoadCalendars(Storage storage, Calendars calendars) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var town in storage.Towns)
        {
            await using var db = storage.Reading(town);
            var json = await db.TownCalendars.OrderByDescending(c => c.SetAt).ThenByDescending(c => c.Id).Select(c => c.Json).FirstOrDefaultAsync(cancellationToken);
            if (json is not null)
            {
                calendars.Load(town, LegalCalendar.Parse(json).Value);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
