using System.Buffers.Binary;
using System.Security.Cryptography;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// Where a town's ledger ends: how many events, and the tree's frontier. A key outside the database authenticates it,
/// so that who can write the database but not read that key cannot append in the office's name.
/// </summary>
internal sealed class LedgerHead(int town, Frontier frontier)
{
    public int Town { get; } = town;
    public Frontier Frontier { get; } = frontier;

    public byte[] Mac(byte[] key)
    {
        Span<byte> data = stackalloc byte[12 + Digest.Length];
        BinaryPrimitives.WriteInt32BigEndian(data, Town);
        BinaryPrimitives.WriteInt64BigEndian(data[4..], Frontier.Size);
        var root = Frontier.Root();
        root.Bytes.CopyTo(data[12..]);
        return HMACSHA256.HashData(key, data);
    }

    public static byte[] Key(KeyRing keys, int town) => keys.Derive("ledger-head", town);

    /// <summary>The head as it was stored; refuses one that the key did not sign.</summary>
    public static LedgerHead Restore(int town, long size, byte[] frontier, byte[] mac, byte[] key)
    {
        LedgerHead head;
        try
        {
            head = new LedgerHead(town, Frontier.FromBytes(size, frontier));
        }
        catch (FormatException)
        {
            throw new StorageRefused("ledger.head-damaged", town);
        }

        return CryptographicOperations.FixedTimeEquals(head.Mac(key), mac) ? head : throw new StorageRefused("ledger.head-damaged", town);
    }
}
