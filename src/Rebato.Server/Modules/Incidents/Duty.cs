using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Incidents;

/// <summary>
/// A legal clock that runs for an incident. It never stops by itself: it is met, or withdrawn with a reason, each an act.
/// </summary>
public sealed class Duty
{
    private Duty()
    {
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Incident { get; private set; }

    /// <summary>The rule of the book, and the edition of the tables when the rule has editions.</summary>
    public string Rule { get; private set; } = "";

    public string Edition { get; private set; } = "";
    public Instant StartedAt { get; private set; }
    public Instant DueAt { get; private set; }
    public DutyState State { get; private set; }

    /// <summary>How many escalation points have been told.</summary>
    public int Escalated { get; private set; }

    /// <summary>When the next point is told; what the job that chases looks for.</summary>
    public Instant? NextAt { get; private set; }

    public Instant? EndedAt { get; private set; }

    public static Duty Start(Guid id, Guid incident, Deadline deadline, Instant startedAt) => new()
    {
        Id = id,
        Incident = incident,
        Rule = deadline.Duty.Id,
        Edition = deadline.Duty.Edition ?? "",
        StartedAt = startedAt,
        DueAt = deadline.LastInstant,
        State = DutyState.Running,
        NextAt = deadline.Escalations.Count > 0 ? deadline.Escalations[0] : deadline.LastInstant,
    };

    public bool IsRunning => State == DutyState.Running;

    /// <summary>Somebody was told of the point that had come; the next one, or none.</summary>
    public void Tell(int passed, Instant? next)
    {
        Escalated = passed;
        NextAt = next;
    }

    public Refusal? Meet(Instant at) => End(DutyState.Met, at);

    public Refusal? Withdraw(Instant at, string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Refusal("duty.withdraw-needs-reason", null, "Reason") : End(DutyState.Withdrawn, at);

    private Refusal? End(DutyState state, Instant at)
    {
        if (!IsRunning)
        {
            return new Refusal("duty.not-running");
        }

        State = state;
        EndedAt = at;
        NextAt = null;
        return null;
    }
}

public enum DutyState
{
    Running,
    Met,
    Withdrawn,
}

[LedgerEvent("duty.started", "Reglamento", "39.1")]
public sealed record DutyStarted(string Rule, Instant StartedAt, Instant DueAt, IReadOnlyList<string> Steps);

[LedgerEvent("duty.escalated", "Reglamento", "39.6.b")]
public sealed record DutyEscalated(string Rule, string Point, Instant DueAt, IReadOnlyList<string> Channels);

[LedgerEvent("duty.met", "Reglamento", "39.1")]
public sealed record DutyMet(string Rule, Instant MetAt, bool Late, string How);

[LedgerEvent("duty.withdrawn", "Reglamento", "39.1")]
public sealed record DutyWithdrawn(string Rule, string Reason);

public static class DutyTable
{
    extension(RebatoDb db)
    {
        public DbSet<Duty> Duties => db.Set<Duty>();
    }

    internal sealed class Shape : IEntityTypeConfiguration<Duty>
    {
        public void Configure(EntityTypeBuilder<Duty> duty)
        {
            duty.ToTable("duty");
            duty.Ignore(d => d.IsRunning);
            duty.HasIndex(d => new { d.Town, d.Incident });
            duty.HasIndex(d => new { d.Town, d.State, d.DueAt });
            duty.HasIndex(d => new { d.Town, d.State, d.NextAt });
        }
    }
}
