using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// A public key with its name, in the text form of C2SP signed-note:
/// <c>name+8 hex digits of key id+base64(algorithm byte ‖ public key)</c>.
/// </summary>
public sealed class NoteVerifier
{
    private readonly SignatureScheme scheme;
    private readonly byte[] publicKey;
    private readonly byte[] identity;

    internal NoteVerifier(string name, SignatureScheme scheme, byte[] publicKey)
    {
        (Name, this.scheme, this.publicKey) = (name, scheme, publicKey);
        identity = SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)scheme.Algorithm, .. publicKey]);
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(identity);
    }

    /// <summary>Who signs, e.g. <c>registro.villa.es/osi</c>: no spaces, no plus sign.</summary>
    public string Name { get; }

    public NoteAlgorithm Algorithm => scheme.Algorithm;

    /// <summary>First four bytes of SHA-256(name ‖ \n ‖ algorithm ‖ public key).</summary>
    public uint KeyId { get; }

    public ReadOnlyMemory<byte> PublicKey => publicKey;

    /// <summary>
    /// The whole SHA-256 the key id is cut from, in groups of four hex digits: what a person compares with the
    /// one the town hall published.
    /// </summary>
    public string Fingerprint => string.Join(' ', Convert.ToHexString(identity).Chunk(4).Select(group => new string(group)));

    /// <summary>Reads the text form; the refusal names the part that is wrong.</summary>
    public static Outcome<NoteVerifier> Parse(string vkey)
    {
        var parts = vkey.Trim().Split('+', 3);
        if (parts.Length != 3)
            return new Refusal("ledger.key.shape");
        if (!IsName(parts[0]))
            return new Refusal("ledger.key.name", Field: "name");
        if (!Base64.TryDecode(parts[2], out var key) || key.Length == 0)
            return new Refusal("ledger.key.base64", Field: "key");
        if (SignatureScheme.Of(key[0]) is not { } scheme)
            return new Refusal("ledger.key.algorithm", null, "algorithm", $"0x{key[0]:x2}");
        if (key.Length != 1 + scheme.PublicKeyLength)
            return new Refusal("ledger.key.length", null, "key", scheme.PublicKeyLength, key.Length - 1);
        var verifier = new NoteVerifier(parts[0], scheme, key[1..]);
        return parts[1] == verifier.KeyIdText ? verifier : new Refusal("ledger.key.id", null, "id", parts[1], verifier.KeyIdText);
    }

    /// <summary>Makes a verifier of a raw public key; refused when the algorithm or the length is not known.</summary>
    public static Outcome<NoteVerifier> Of(string name, byte algorithm, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name))
            return new Refusal("ledger.key.name", Field: "name");
        if (SignatureScheme.Of(algorithm) is not { } scheme)
            return new Refusal("ledger.key.algorithm", null, "algorithm", $"0x{algorithm:x2}");
        return publicKey.Length == scheme.PublicKeyLength
            ? new NoteVerifier(name, scheme, publicKey.ToArray())
            : new Refusal("ledger.key.length", null, "key", scheme.PublicKeyLength, publicKey.Length);
    }

    /// <summary>Whether the signature line is this key's, by name and key id: neither alone is enough.</summary>
    public bool Made(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;

    /// <summary>Whether the signature line is this key's over exactly <paramref name="text"/>.</summary>
    public bool Verifies(string text, NoteSignature signature) =>
        Made(signature) && scheme.Verify(publicKey, Name, text, signature.Bytes);

    /// <summary>When a cosignature says it was made; null for a signature without time.</summary>
    public Instant? TimeOf(NoteSignature signature)
    {
        if (!scheme.IsTimestamped || signature.Bytes.Length != scheme.SignatureLength)
            return null;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(signature.Bytes);
        return seconds is >= 0 and <= 253_402_300_799 ? new Instant(seconds * 1_000_000) : null;
    }

    public override string ToString() =>
        $"{Name}+{KeyIdText}+{Convert.ToBase64String([(byte)Algorithm, .. publicKey])}";

    private string KeyIdText => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    internal static bool IsName(string name) =>
        name.Length > 0 && !name.Any(c => c < ' ' || c == '+' || char.IsWhiteSpace(c));
}
