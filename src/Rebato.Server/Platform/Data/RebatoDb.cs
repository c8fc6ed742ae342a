using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rebato.Kernel;

namespace Rebato.Platform.Data;

/// <summary>
/// The one context. It sees one town; modules add their tables beside their entities. Nothing here or in a page
/// writes: writing is <see cref="Office.Commit"/>.
/// </summary>
public abstract class RebatoDb(DbContextOptions options, int town) : DbContext(options)
{
    /// <summary>The town whose rows are seen; rows of others do not exist here.</summary>
    public int TownId { get; } = town;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DateOnlyConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<string>().HaveMaxLength(4000);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RebatoDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.FindProperty("Town") is { } property && property.ClrType == typeof(int))
            {
                modelBuilder.Entity(entity.ClrType).HasQueryFilter(OfThisTown(entity));
            }

            foreach (var column in entity.GetProperties())
            {
                column.SetColumnName(SnakeCase(column.Name));
                if (column.Name == "Id" && column.ClrType == typeof(Guid))
                {
                    column.ValueGenerated = ValueGenerated.Never;
                }
            }
        }
    }

    private LambdaExpression OfThisTown(IMutableEntityType entity)
    {
        var row = Expression.Parameter(entity.ClrType, "row");
        var town = Expression.Call(typeof(EF), nameof(EF.Property), [typeof(int)], row, Expression.Constant("Town"));
        return Expression.Lambda(Expression.Equal(town, Expression.Property(Expression.Constant(this), nameof(TownId))), row);
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    private sealed class InstantConverter() : ValueConverter<Instant, long>(i => i.Micros, m => new Instant(m));

    private sealed class DateOnlyConverter() : ValueConverter<DateOnly, int>(d => d.DayNumber, n => DateOnly.FromDayNumber(n));
}

/// <summary>The context as SQLite keeps it: keys are 16-byte blobs that sort as they happened.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options, int town) : RebatoDb(options, town)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuid>();
    }

    private sealed class BigEndianGuid() : ValueConverter<Guid, byte[]>(
        g => g.ToByteArray(true), b => new Guid(b, true));
}

/// <summary>The context as PostgreSQL keeps it.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options, int town) : RebatoDb(options, town);
