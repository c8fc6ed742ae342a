using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>A signed head of the ledger, with the cosignatures that witnesses gave it.</summary>
[OutsideLedger]
public sealed class LedgerCheckpoint
{
    public int Town { get; private set; }
    public required long Size { get; init; }

    /// <summary>The C2SP note.</summary>
    public required string Note { get; set; }

    internal sealed class Shape : IEntityTypeConfiguration<LedgerCheckpoint>
    {
        public void Configure(EntityTypeBuilder<LedgerCheckpoint> checkpoint)
        {
            checkpoint.ToTable("ledger_checkpoint");
            checkpoint.HasKey(c => new { c.Town, c.Size });
            checkpoint.Property(c => c.Size).ValueGeneratedNever();
            checkpoint.Property(c => c.Note).HasMaxLength(100_000);
        }
    }
}
