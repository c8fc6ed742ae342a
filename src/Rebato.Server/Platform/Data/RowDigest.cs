using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rebato.Platform.Data;

/// <summary>
/// The fingerprint of one row: SHA-256 over its table and its columns in order of name, each with its type and length.
/// It is taken from an entity when it is written and from the bare row when it is verified, and both agree on both
/// databases. Sealed contents enter as ciphertext, so the fingerprint outlives the erasure of a key.
/// </summary>
public sealed class RowDigest
{
    private readonly IReadOnlyList<IProperty> columns;
    private readonly IProperty recordId;

    public RowDigest(IEntityType entity)
    {
        Table = entity.GetTableName()!;
        Covered = entity.ClrType.GetCustomAttributes(typeof(OutsideLedgerAttribute), false).Length == 0;
        columns = [.. entity.GetProperties().OrderBy(p => p.GetColumnName(), StringComparer.Ordinal)];
        recordId = columns.FirstOrDefault(p => p.Name == "Id" && p.ClrType == typeof(Guid))
            ?? columns.FirstOrDefault(p => p.ClrType == typeof(Guid))
            ?? (Covered ? throw new InvalidOperationException($"{Table} has no Guid that names its rows.") : columns[0]);
        HasTown = columns.Any(p => p.Name == "Town");
    }

    public string Table { get; }
    public bool Covered { get; }
    public bool HasTown { get; }

    /// <summary>The digest that says the row was taken away.</summary>
    public static byte[] Gone { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Reads every row of a town; pass each to <see cref="Of(DbDataReader)"/>.</summary>
    public string Query(int town, string where = "") =>
        $"SELECT {string.Join(", ", columns.Select(c => '"' + c.GetColumnName() + '"'))} FROM \"{Table}\""
        + (HasTown ? $" WHERE \"town\" = {town}" : Table == "town" ? $" WHERE \"id\" = {town}" : "") + where;

    public Guid RecordOf(EntityEntry entry) => (Guid)entry.Property(recordId).CurrentValue!;

    public byte[] Of(EntityEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Text(buffer, Table);
        foreach (var column in columns)
        {
            Text(buffer, column.GetColumnName());
            Value(buffer, ToProvider(column, entry.Property(column).CurrentValue));
        }

        return SHA256.HashData(buffer.WrittenSpan);
    }

    public (Guid Record, byte[] Digest) Of(DbDataReader row)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var record = Guid.Empty;
        Text(buffer, Table);
        for (var i = 0; i < columns.Count; i++)
        {
            Text(buffer, columns[i].GetColumnName());
            var value = row.IsDBNull(i) ? null : Stored(row, i, columns[i]);
            if (columns[i] == recordId)
            {
                record = (Guid)value!;
            }

            Value(buffer, value);
        }

        return (record, SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>What the column holds, except that keys stay keys however the database keeps them.</summary>
    private static object? ToProvider(IProperty column, object? value) =>
        value is null or Guid ? value : column.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    private static object Stored(DbDataReader row, int i, IProperty column)
    {
        var clr = Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType;
        if (clr == typeof(Guid))
        {
            return row.GetFieldType(i) == typeof(Guid) ? row.GetGuid(i) : new Guid(row.GetFieldValue<byte[]>(i), bigEndian: true);
        }

        var stored = column.GetTypeMapping().Converter?.ProviderClrType ?? clr;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        return stored == typeof(bool) ? row.GetBoolean(i)
            : stored == typeof(int) || stored == typeof(long) || stored == typeof(short) ? row.GetInt64(i)
            : stored == typeof(byte[]) ? row.GetFieldValue<byte[]>(i)
            : stored == typeof(string) ? row.GetString(i)
            : throw new NotSupportedException($"{column.DeclaringType.DisplayName()}.{column.Name}: {stored.Name} is not in the portable subset.");
    }

    private static void Value(ArrayBufferWriter<byte> buffer, object? value)
    {
        switch (value)
        {
            case null:
                Frame(buffer, 'n', []);
                break;
            case bool yes:
                Frame(buffer, 'b', [yes ? (byte)1 : (byte)0]);
                break;
            case int or long or short:
                Span<byte> number = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(number, Convert.ToInt64(value, null));
                Frame(buffer, 'i', number);
                break;
            case Guid id:
                Frame(buffer, 'g', id.ToByteArray(bigEndian: true));
                break;
            case byte[] bytes:
                Frame(buffer, 'x', bytes);
                break;
            case string text:
                Frame(buffer, 't', Encoding.UTF8.GetBytes(text));
                break;
            default:
                throw new NotSupportedException($"{value.GetType().Name} is not in the portable subset.");
        }
    }

    private static void Text(ArrayBufferWriter<byte> buffer, string text) => Frame(buffer, 'c', Encoding.UTF8.GetBytes(text));

    private static void Frame(ArrayBufferWriter<byte> buffer, char kind, ReadOnlySpan<byte> bytes)
    {
        var span = buffer.GetSpan(5 + bytes.Length);
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], bytes.Length);
        bytes.CopyTo(span[5..]);
        buffer.Advance(5 + bytes.Length);
    }
}

/// <summary>The fingerprints' shapes of one model, made once.</summary>
public sealed class RowDigests(IModel model)
{
    private readonly Dictionary<Type, RowDigest> byType = model.GetEntityTypes().ToDictionary(e => e.ClrType, e => new RowDigest(e));

    public IEnumerable<RowDigest> Covered => byType.Values.Where(d => d.Covered).OrderBy(d => d.Table, StringComparer.Ordinal);
    public RowDigest Of(Type entity) => byType[entity];
}
