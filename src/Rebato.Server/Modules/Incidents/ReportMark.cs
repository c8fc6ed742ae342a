using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>
/// A file that came with a report, as a keyed hash: by it the same file is known when it arrives again. It proves
/// nothing; what the report brought stands in its events.
/// </summary>
[OutsideLedger]
public sealed class ReportMark
{
    public int Town { get; private set; }
    public required byte[] Mark { get; init; }
    public required Guid Report { get; init; }

    internal sealed class Shape : IEntityTypeConfiguration<ReportMark>
    {
        public void Configure(EntityTypeBuilder<ReportMark> mark)
        {
            mark.ToTable("report_mark");
            mark.HasKey(m => new { m.Town, m.Mark });
        }
    }
}
