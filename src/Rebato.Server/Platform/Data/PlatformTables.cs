using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rebato.Platform.Data;

/// <summary>A table that the ledger does not cover: it can be rebuilt, or it is only about the running of the machine.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutsideLedgerAttribute : Attribute;

/// <summary>The wrapped key of a record; deleting the row is what erasing means. Never updated.</summary>
[OutsideLedger]
public sealed class RecordKey
{
    public int Town { get; private set; }
    public required Guid Record { get; init; }
    public required byte[] Wrapped { get; init; }
}

/// <summary>The last number given in a yearly series. Read and raised only inside the one writer's transaction.</summary>
public sealed class Counter
{
    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public string Series { get; private set; } = "";
    public int Year { get; private set; }
    public int Last { get; private set; }

    private Counter()
    {
    }

    public Counter(Guid id, string series, int year)
    {
        Id = id;
        Series = series;
        Year = year;
    }

    public int Next() => ++Last;
}

/// <summary>Facts about the database itself: to which keys it belongs, which ledger tables it has.</summary>
[OutsideLedger]
public sealed class StorageFact
{
    public required string Name { get; init; }
    public required byte[] Value { get; set; }
}

public static class PlatformTables
{
    extension(RebatoDb db)
    {
        public DbSet<Town> Towns => db.Set<Town>();
        public DbSet<RecordKey> RecordKeys => db.Set<RecordKey>();
        public DbSet<Counter> Counters => db.Set<Counter>();
        public DbSet<StorageFact> StorageFacts => db.Set<StorageFact>();
    }
}

internal sealed class TownTable : IEntityTypeConfiguration<Town>
{
    public void Configure(EntityTypeBuilder<Town> town)
    {
        town.ToTable("town");
        town.Property(t => t.Id).ValueGeneratedNever();
        town.HasIndex(t => t.Host).IsUnique();
        town.Ignore(t => t.TimeZone);
    }
}

internal sealed class RecordKeyTable : IEntityTypeConfiguration<RecordKey>
{
    public void Configure(EntityTypeBuilder<RecordKey> key)
    {
        key.ToTable("record_key");
        key.HasKey(k => new { k.Town, k.Record });
    }
}

internal sealed class CounterTable : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.ToTable("counter");
        counter.HasIndex(c => new { c.Town, c.Series, c.Year }).IsUnique();
    }
}

internal sealed class StorageFactTable : IEntityTypeConfiguration<StorageFact>
{
    public void Configure(EntityTypeBuilder<StorageFact> fact)
    {
        fact.ToTable("storage_fact");
        fact.HasKey(f => f.Name);
    }
}
