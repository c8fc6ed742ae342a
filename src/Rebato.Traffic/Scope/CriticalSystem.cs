namespace Rebato.Traffic;

/// <summary>A machine or group of machines that holds databases.</summary>
public sealed record CriticalSystem
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Capacity of all its interfaces together, in megabits a second.</summary>
    public double? NicMbps { get; init; }

    public IReadOnlyList<Database> Databases { get; init; } = [];
}

/// <summary>A database and what it takes to carry it away.</summary>
/// <param name="Name">As the house calls it.</param>
/// <param name="CompressedBytes">Its dump under the strongest compressor tried (<c>rebato traffic size</c>).</param>
public sealed record Database(string Name, long CompressedBytes)
{
    /// <summary>Compressed octets that identify one person, at the least.</summary>
    public double? BytesPerPerson { get; init; }

    /// <summary>Persons in it.</summary>
    public long? Persons { get; init; }

    /// <summary>Parts that would be useful alone.</summary>
    public IReadOnlyList<DatabaseTable> Tables { get; init; } = [];

    /// <summary>
    /// Octets of the smallest part that would be of use to anybody; without it, the smallest table, else one
    /// person, else the whole.
    /// </summary>
    public long? SmallestUsefulBytes { get; init; }

    internal long SmallestUseful => SmallestUsefulBytes
        ?? (BytesPerPerson is { } person ? Math.Max(1, (long)person) : Tables.Count > 0 ? Tables.Min(t => t.CompressedBytes) : CompressedBytes);
}

/// <summary>A part of a database and its compressed size.</summary>
public sealed record DatabaseTable(string Name, long CompressedBytes);
