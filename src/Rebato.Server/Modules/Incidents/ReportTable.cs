using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

public static class ReportTable
{
    extension(RebatoDb db)
    {
        public DbSet<Report> Reports => db.Set<Report>();
        public DbSet<ReportMark> ReportMarks => db.Set<ReportMark>();
    }

    internal sealed class Shape : IEntityTypeConfiguration<Report>
    {
        public void Configure(EntityTypeBuilder<Report> report)
        {
            report.ToTable("report");
            report.Ignore(r => r.Number);
            report.HasIndex(r => new { r.Town, r.Year, r.Ordinal }).IsUnique();
            report.HasIndex(r => new { r.Town, r.Fingerprint }).IsUnique();
            report.HasIndex(r => new { r.Town, r.State, r.ReceivedAt });
            report.HasIndex(r => new { r.Town, r.Incident });
        }
    }
}
