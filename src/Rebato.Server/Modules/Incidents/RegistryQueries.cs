using Microsoft.EntityFrameworkCore;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>Questions about the Registry that other acts ask; none of them opens an entry.</summary>
public static class RegistryQueries
{
    /// <summary>Whether the incident has an inscription that no annulment took away.</summary>
    public static async Task<bool> HasStandingEntry(RebatoDb db, Guid incident)
    {
        var annulments = db.RegistryEntries.Where(a => a.Kind == RegistryEntryKind.Annulment);
        return await db.RegistryEntries.AnyAsync(e => e.Incident == incident && e.Kind == RegistryEntryKind.Inscription && !annulments.Any(a => a.About == e.Id));
    }
}
