using System.Collections.Concurrent;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>The calendar of days off of each town: the shipped one until the town loads its own.</summary>
public sealed class Calendars
{
    private readonly ConcurrentDictionary<int, LegalCalendar> own = new();

    public LegalCalendar Of(Town town) => own.GetValueOrDefault(town.Id, LegalCalendar.Madrid);

    public void Load(int town, LegalCalendar calendar) => own[town] = calendar;
}
