using System.Security.Cryptography;

namespace Rebato.Ledger;

/// <summary>
/// Binds a leaf to a payload without showing it: HMAC-SHA256 with a random salt as the key. Whoever holds payload and
/// salt can check; once both are erased nobody can guess the payload from the leaf, however few values it could have.
/// </summary>
public static class Commitment
{
    /// <summary>Bytes of a salt; a fresh random one for each payload.</summary>
    public const int SaltLength = 32;

    /// <summary>HMAC-SHA256(key: <paramref name="salt"/>, data: <paramref name="payload"/>).</summary>
    public static Digest Of(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload)
    {
        if (salt.Length != SaltLength)
            throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));
        var digest = default(Digest);
        HMACSHA256.HashData(salt, payload, digest.Writable);
        return digest;
    }
}
