using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Platform.Notices;

/// <summary>A telling on its way out by one channel to one target; tried until it arrives, ever more seldom.</summary>
[OutsideLedger]
public sealed class Delivery
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private Delivery()
    {
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Telling { get; private set; }
    public string Channel { get; private set; } = "";

    /// <summary>Whom the channel reaches: the pseudonym of a person, the address of a webhook; empty for paper.</summary>
    public string Target { get; private set; } = "";

    public int Attempts { get; private set; }
    public Instant? NextAt { get; private set; }
    public Instant? SentAt { get; private set; }
    public string LastError { get; private set; } = "";

    public static Delivery Of(Guid id, Guid telling, string channel, string target, Instant now) =>
        new() { Id = id, Telling = telling, Channel = channel, Target = target, NextAt = now };

    /// <summary>What came of an attempt: <paramref name="error"/> is null when it arrived.</summary>
    public void Tried(string? error, Instant now)
    {
        Attempts++;
        LastError = error is null ? "" : error[..Math.Min(error.Length, 500)];
        SentAt = error is null ? now : null;
        NextAt = error is null ? null : now + BackOff(Attempts);
    }

    /// <summary>Half a minute, one, two, four… an hour.</summary>
    public static TimeSpan BackOff(int attempts)
    {
        var doubled = TimeSpan.FromSeconds(30) * Math.Pow(2, Math.Min(attempts - 1, 10));
        return doubled < Longest ? doubled : Longest;
    }

    internal sealed class Shape : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> delivery)
        {
            delivery.ToTable("delivery");
            delivery.HasIndex(d => new { d.Town, d.NextAt });
        }
    }
}
