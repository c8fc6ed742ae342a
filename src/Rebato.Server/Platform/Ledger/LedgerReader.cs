using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>An event as it lies in the ledger; <see cref="Body"/> is null when its key was erased.</summary>
public sealed record LedgerEntry(long Seq, Leaf Leaf, byte[] Record, byte[]? Salt, byte[]? Body)
{
    public JsonNode? Json => Body is null ? null : JsonNode.Parse(Body);
}

/// <summary>Reads a town's ledger: events of a record, tiles for proofs, the head.</summary>
public sealed class LedgerReader(Storage storage, int town) : ITileReader, IAsyncDisposable
{
    private DbConnection? connection;
    private Statements? statements;

    public int Town => town;

    /// <summary>How many events the ledger has, and its root.</summary>
    public async Task<(long Size, Digest Root)> Head()
    {
        var head = await ReadHead();
        return (head?.Frontier.Size ?? 0, head?.Frontier.Root() ?? MerkleTree.EmptyRoot);
    }

    /// <summary>What happened to a record, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> Of(Guid subject, int most = 1000)
    {
        await Connect();
        return Entries("e.subject = @p1 ORDER BY e.seq LIMIT " + most, subject.ToByteArray(bigEndian: true));
    }

    public async Task<LedgerEntry?> At(long seq)
    {
        await Connect();
        return Entries("e.seq = @p1", seq).FirstOrDefault();
    }

    /// <summary>The newest events, for the administrator's view of activity: their leaves only.</summary>
    public async Task<IReadOnlyList<Leaf>> Newest(int count)
    {
        await Connect();
        var leaves = new List<Leaf>();
        using var rows = statements!.Read($"SELECT leaf FROM ledger_entry WHERE town = @p0 ORDER BY seq DESC LIMIT {count}", town);
        while (rows.Read())
        {
            leaves.Add(Leaf.Decode(rows.GetFieldValue<byte[]>(0)).Value);
        }

        return leaves;
    }

    /// <summary><inheritdoc/></summary>
    public ReadOnlyMemory<byte> Hashes(int level, long index, int width)
    {
        if (width == Tile.FullWidth)
        {
            using var tile = statements!.Read("SELECT hashes FROM ledger_tile WHERE town = @p0 AND level = @p1 AND idx = @p2", town, level, index);
            return tile.Read() ? tile.GetFieldValue<byte[]>(0) : throw new StorageRefused("ledger.tile-missing", town, level, index);
        }

        var hashes = new List<byte>(width * Digest.Length);
        var first = index * Tile.FullWidth;
        var sql = level == 0
            ? "SELECT leaf FROM ledger_entry WHERE town = @p0 AND seq >= @p1 AND seq < @p2 ORDER BY seq"
            : "SELECT root FROM ledger_tile WHERE town = @p0 AND idx >= @p1 AND idx < @p2 AND level = @p3 ORDER BY idx";
        using var rows = level == 0 ? statements!.Read(sql, town, first, first + width) : statements!.Read(sql, town, first, first + width, level - 1);
        while (rows.Read())
        {
            var bytes = rows.GetFieldValue<byte[]>(0);
            hashes.AddRange(level == 0 ? MerkleTree.HashLeaf(bytes).ToArray() : bytes);
        }

        return hashes.Count == width * Digest.Length ? hashes.ToArray() : throw new StorageRefused("ledger.tile-missing", town, level, index);
    }

    /// <summary>Proofs over this ledger; the connection is open after this.</summary>
    public async Task<TileProver> Prover()
    {
        await Connect();
        return new TileProver(this);
    }

    public async ValueTask DisposeAsync()
    {
        statements?.Dispose();
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    internal async Task<LedgerHead?> ReadHead()
    {
        await Connect();
        using var row = statements!.Read("SELECT size, frontier, mac FROM ledger_head WHERE town = @p0", town);
        return row.Read()
            ? LedgerHead.Restore(town, row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), LedgerHead.Key(storage.Keys, town))
            : null;
    }

    internal async Task<Statements> Connect()
    {
        if (statements is null)
        {
            connection = await storage.Engine.OpenForReading(CancellationToken.None);
            statements = new Statements(connection);
        }

        return statements;
    }

    private List<LedgerEntry> Entries(string where, object value)
    {
        var vault = storage.VaultOf(town);
        var log = storage.LogOf(town);
        var entries = new List<LedgerEntry>();
        using var rows = statements!.Read(
            $"""
            SELECT e.seq, e.leaf, p.keyed, p.body, k.wrapped FROM ledger_entry e
            LEFT JOIN ledger_payload p ON p.town = e.town AND p.seq = e.seq
            LEFT JOIN record_key k ON k.town = p.town AND k.record = {KeyedColumn}
            WHERE e.town = @p0 AND {where}
            """, town, value);
        while (rows.Read())
        {
            var record = rows.GetFieldValue<byte[]>(1);
            var leaf = Leaf.Decode(record).Value;
            var (salt, body) = rows.IsDBNull(4) || rows.IsDBNull(3) ? default : OpenPayload(vault, log, rows.GetInt64(0), rows.GetFieldValue<byte[]>(2), rows.GetFieldValue<byte[]>(3), rows.GetFieldValue<byte[]>(4));
            entries.Add(new LedgerEntry(rows.GetInt64(0), leaf, record, salt, body));
        }

        return entries;
    }

    /// <summary>PostgreSQL keeps record ids as uuid, and the ledger keeps them as the same bytes.</summary>
    internal string KeyedColumn => storage.Engine.KeyedRecord;

    private static (byte[]? Salt, byte[]? Body) OpenPayload(Vault vault, Guid log, long seq, byte[] keyed, byte[] box, byte[] wrapped)
    {
        try
        {
            return LedgerPayload.Open(vault.Unwrap(new Guid(keyed, bigEndian: true), wrapped), log, seq, box);
        }
        catch (CryptographicException)
        {
            return default;
        }
    }
}
