using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>When a town's ledger was last rechecked, and what was found.</summary>
[OutsideLedger]
public sealed class LedgerRecheck
{
    private const int MostKept = 20;

    private LedgerRecheck()
    {
    }

    public int Town { get; private set; }

    /// <summary>There is one for each town.</summary>
    public int Ordinal { get; private set; } = 1;

    public Instant At { get; private set; }
    public long Size { get; private set; }
    public int Findings { get; private set; }

    /// <summary>The first findings, as JSON.</summary>
    public string First { get; private set; } = "[]";

    public IReadOnlyList<LedgerFinding> Kept => JsonSerializer.Deserialize<List<LedgerFinding>>(First, Vault.Json)!;

    public static LedgerRecheck Empty() => new();

    public void Set(VerificationReport report, Instant at)
    {
        var first = report.Findings.Take(MostKept).Select(f => f with { Detail = f.Detail is { Length: > 60 } ? f.Detail[..60] : f.Detail });
        (At, Size, Findings, First) = (at, report.Size, report.Findings.Count, JsonSerializer.Serialize(first, Vault.Json));
    }

    internal sealed class Shape : IEntityTypeConfiguration<LedgerRecheck>
    {
        public void Configure(EntityTypeBuilder<LedgerRecheck> recheck)
        {
            recheck.ToTable("ledger_recheck");
            recheck.HasKey(r => new { r.Town, r.Ordinal });
            recheck.Property(r => r.Ordinal).ValueGeneratedNever();
            recheck.Property(r => r.First).HasMaxLength(20_000);
            recheck.Ignore(r => r.Kept);
        }
    }
}
