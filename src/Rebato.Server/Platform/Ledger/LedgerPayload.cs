using System.Buffers.Binary;
using System.Security.Cryptography;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// What an event said, with the salt of its commitment, sealed under the key of its record and bound to its place.
/// When the key is erased both are gone, and the leaf's commitment tells nothing.
/// </summary>
internal static class LedgerPayload
{
    public static byte[] Seal(byte[] key, Guid log, long seq, byte[] salt, byte[] body)
    {
        var plain = new byte[salt.Length + body.Length];
        salt.CopyTo(plain, 0);
        body.CopyTo(plain, salt.Length);
        return Vault.Encrypt(key, plain, Place(log, seq));
    }

    /// <summary>Throws <see cref="CryptographicException"/> when it was altered or moved.</summary>
    public static (byte[] Salt, byte[] Body) Open(byte[] key, Guid log, long seq, byte[] box)
    {
        var plain = Vault.Decrypt(key, box, Place(log, seq));
        return (plain[..Commitment.SaltLength], plain[Commitment.SaltLength..]);
    }

    private static byte[] Place(Guid log, long seq)
    {
        var place = new byte[24];
        log.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(16), seq);
        return place;
    }
}
