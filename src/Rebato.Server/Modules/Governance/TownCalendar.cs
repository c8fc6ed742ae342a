using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Governance;

/// <summary>
/// A calendar of days off that the town loaded (Ley 39/2015, 30.7), as it was given. A new one is another row: what a
/// past period was counted with can always be told.
/// </summary>
public sealed class TownCalendar
{
    /// <summary>Longest file taken: ten years of published days are a tenth of it.</summary>
    public const int Longest = 100_000;

    private TownCalendar()
    {
    }

    public TownCalendar(Guid id, string json, Instant setAt, Guid setBy)
    {
        Id = id;
        Json = json;
        SetAt = setAt;
        SetBy = setBy;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }

    /// <summary>The format of docs/law/calendar.md.</summary>
    public string Json { get; private set; } = "";

    public Instant SetAt { get; private set; }
    public Guid SetBy { get; private set; }
}

public static class TownCalendarTable
{
    extension(RebatoDb db)
    {
        public DbSet<TownCalendar> TownCalendars => db.Set<TownCalendar>();
    }

    internal sealed class Shape : IEntityTypeConfiguration<TownCalendar>
    {
        public void Configure(EntityTypeBuilder<TownCalendar> calendar)
        {
            calendar.ToTable("town_calendar");
            calendar.Property(c => c.Json).HasMaxLength(TownCalendar.Longest);
            calendar.HasIndex(c => new { c.Town, c.SetAt });
        }
    }
}
