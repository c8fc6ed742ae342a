using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Rebato.Platform.Data;

/// <summary>The towns that this office serves, and which one a host name means.</summary>
public sealed class TownDirectory(Storage storage)
{
    private readonly ConcurrentDictionary<int, Town> known = new();

    /// <summary>The town of a host name; when there is only one, it answers to every name.</summary>
    public async Task<Town?> Find(string host)
    {
        foreach (var missing in storage.Towns.Where(id => !known.ContainsKey(id)))
        {
            await Refresh(missing);
        }

        return known.Count == 1 ? known.Values.Single() : known.Values.FirstOrDefault(t => t.Host.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>All towns, for jobs.</summary>
    public async Task<IReadOnlyList<Town>> All()
    {
        await Find("");
        return [.. known.Values.OrderBy(t => t.Id)];
    }

    /// <summary>Reads a town again after its facts changed.</summary>
    public async Task Refresh(int town)
    {
        await using var db = storage.Reading(town);
        known[town] = await db.Towns.SingleAsync(t => t.Id == town);
    }
}
