using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;

namespace Rebato.Platform.Data;

/// <summary>
/// A value that the town gave to a parameter of its norm, from a day on. Values are added and never changed: what was in
/// force on any past day can be told for ever.
/// </summary>
public sealed class Parameter
{
    private Parameter()
    {
    }

    public Parameter(Guid id, string key, int value, DateOnly from, Instant setAt, Guid setBy, byte[] reason)
    {
        Id = id;
        Key = key;
        Value = value;
        From = from;
        SetAt = setAt;
        SetBy = setBy;
        Reason = reason;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public string Key { get; private set; } = "";
    public int Value { get; private set; }

    /// <summary>First day on which it holds, on the town's wall.</summary>
    public DateOnly From { get; private set; }

    public Instant SetAt { get; private set; }
    public Guid SetBy { get; private set; }

    /// <summary>Why, sealed under the parameter's own key.</summary>
    public byte[] Reason { get; private set; } = [];
}

public static class ParameterTable
{
    extension(RebatoDb db)
    {
        public DbSet<Parameter> Parameters => db.Set<Parameter>();
    }

    internal sealed class Shape : IEntityTypeConfiguration<Parameter>
    {
        public void Configure(EntityTypeBuilder<Parameter> parameter)
        {
            parameter.ToTable("norm_parameter");
            parameter.HasIndex(p => new { p.Town, p.Key, p.From });
        }
    }
}
