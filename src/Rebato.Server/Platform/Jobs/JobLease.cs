using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Jobs;

/// <summary>Which of the nodes over one database runs a job for a town, until when.</summary>
[OutsideLedger]
public sealed class JobLease
{
    public int Town { get; private set; }
    public required string Name { get; init; }
    public required string Owner { get; set; }
    public required Instant Until { get; set; }

    /// <summary>
    /// Takes or renews it; false while another node's runs. A lease outlives its job's pace, so that the work changes
    /// hands only when its owner is gone.
    /// </summary>
    internal static async Task<bool> Take(Storage storage, int town, string name, string owner, TimeSpan pace, CancellationToken cancel)
    {
        var taken = await storage.Commit<bool>(town, Actor.Office, async w =>
        {
            var lease = await w.Db.Set<JobLease>().SingleOrDefaultAsync(l => l.Name == name, cancel);
            if (lease is not null && lease.Owner != owner && lease.Until > w.Now)
            {
                return new Refusal("job.leased");
            }

            var until = w.Now + (pace * 2) + TimeSpan.FromSeconds(30);
            if (lease is null)
            {
                w.Db.Add(new JobLease { Name = name, Owner = owner, Until = until });
            }
            else
            {
                (lease.Owner, lease.Until) = (owner, until);
            }

            return true;
        }, cancel);
        return taken.Refusal is null;
    }

    internal sealed class Shape : IEntityTypeConfiguration<JobLease>
    {
        public void Configure(EntityTypeBuilder<JobLease> lease)
        {
            lease.ToTable("job_lease");
            lease.HasKey(l => new { l.Town, l.Name });
            lease.Property(l => l.Name).HasMaxLength(60);
        }
    }
}
