using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

public static class IncidentTable
{
    extension(RebatoDb db)
    {
        public DbSet<Incident> Incidents => db.Set<Incident>();
    }

    internal sealed class Shape : IEntityTypeConfiguration<Incident>
    {
        public void Configure(EntityTypeBuilder<Incident> incident)
        {
            incident.ToTable("incident");
            incident.Ignore(i => i.Number);
            incident.Ignore(i => i.IsOpen);
            incident.HasIndex(i => new { i.Town, i.Document }).IsUnique();
            incident.HasIndex(i => new { i.Town, i.Phase, i.Document });
            incident.HasIndex(i => new { i.Town, i.Level, i.Document });
            incident.HasIndex(i => new { i.Town, i.PersonalData, i.Document });
        }
    }
}
