using System.Security.Cryptography;
using System.Text;

namespace Rebato.Ledger;

/// <summary>
/// One row of the domain after the act: its table, its key and the digest of its covered columns. A row that the act
/// deleted has the all-zero digest. The leaf binds them all, so that a row edited behind the product's back shows.
/// </summary>
public sealed record RowChange(string Table, Guid RecordId, Digest Row)
{
    private static ReadOnlySpan<byte> Magic => "RBC1"u8;

    /// <summary>
    /// SHA-256 of <c>"RBC1" ‖ u32 count ‖ (u8 length ‖ table in UTF-8 ‖ record id ‖ row digest)*</c>, big-endian, sorted by
    /// the bytes of table and record id. The same row twice throws: an act leaves one state of a row.
    /// </summary>
    public static Digest Hash(IReadOnlyCollection<RowChange> changes)
    {
        var sorted = changes
            .Select(change => change.Encode())
            .Order(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)))
            .ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(new ByteWriter().Bytes(Magic).U32((uint)sorted.Count).ToArray());
        ReadOnlySpan<byte> before = [];
        foreach (var change in sorted)
        {
            var key = change.AsSpan(..^Digest.Length);
            if (key.SequenceEqual(before))
                throw new ArgumentException($"The same row twice: {Encoding.UTF8.GetString(key[1..^16])}.", nameof(changes));
            hash.AppendData(change);
            before = key;
        }
        var digest = default(Digest);
        hash.GetHashAndReset(digest.Writable);
        return digest;
    }

    private byte[] Encode() => new ByteWriter().Text(Table).Id(RecordId).Digest(Row).ToArray();
}
