using System.Globalization;
using System.Security.Cryptography;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// A private key with its name. Its text form is the one the signed-note tools use:
/// <c>PRIVATE+KEY+name+key id+base64(algorithm byte ‖ 32-byte seed)</c>. It never leaves the key file.
/// </summary>
public sealed class NoteSigner
{
    private const string Prefix = "PRIVATE+KEY+";
    private readonly SignatureScheme scheme;
    private readonly byte[] seed;

    private NoteSigner(string name, SignatureScheme scheme, byte[] seed)
    {
        (this.scheme, this.seed) = (scheme, seed);
        Verifier = new NoteVerifier(name, scheme, scheme.PublicKey(seed));
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    public string Name => Verifier.Name;

    /// <summary>A fresh key from the system's random source.</summary>
    public static NoteSigner Generate(string name, NoteAlgorithm algorithm = NoteAlgorithm.Ed25519) =>
        FromSeed(name, algorithm, RandomNumberGenerator.GetBytes(SignatureScheme.SeedLength));

    /// <summary>The key of a 32-byte seed (RFC 8032, FIPS 204 ξ); throws on a name or a length that cannot be.</summary>
    public static NoteSigner FromSeed(string name, NoteAlgorithm algorithm, ReadOnlySpan<byte> seed)
    {
        if (!NoteVerifier.IsName(name))
            throw new ArgumentException($"Not a key name: '{name}'.", nameof(name));
        if (seed.Length != SignatureScheme.SeedLength)
            throw new ArgumentException($"A seed has {SignatureScheme.SeedLength} bytes.", nameof(seed));
        var scheme = SignatureScheme.Of((byte)algorithm) ?? throw new ArgumentOutOfRangeException(nameof(algorithm));
        return new NoteSigner(name, scheme, seed.ToArray());
    }

    /// <summary>Reads the text form; the refusal names the part that is wrong and never repeats the key.</summary>
    public static Outcome<NoteSigner> Parse(string skey)
    {
        var text = skey.Trim();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length..].Split('+', 3) is not [var name, var id, var key])
            return new Refusal("ledger.key.shape");
        if (!NoteVerifier.IsName(name))
            return new Refusal("ledger.key.name", Field: "name");
        if (!Base64.TryDecode(key, out var bytes) || bytes.Length != 1 + SignatureScheme.SeedLength)
            return new Refusal("ledger.key.base64", Field: "key");
        if (SignatureScheme.Of(bytes[0]) is not { } scheme)
            return new Refusal("ledger.key.algorithm", null, "algorithm", $"0x{bytes[0]:x2}");
        var signer = new NoteSigner(name, scheme, bytes[1..]);
        var expected = signer.Verifier.KeyId.ToString("x8", CultureInfo.InvariantCulture);
        return id == expected ? signer : new Refusal("ledger.key.id", null, "id", id, expected);
    }

    /// <summary>
    /// Signs a note text (which ends in a newline). <paramref name="at"/> goes into cosignatures, in whole seconds.
    /// A cosignature key signs nothing but checkpoints; anything else throws.
    /// </summary>
    public NoteSignature Sign(string text, Instant at)
    {
        if (!text.EndsWith('\n') || (scheme.IsTimestamped && !Checkpoint.Parse(text).Done(out _, out _)))
            throw new ArgumentException("Not a text this key signs.", nameof(text));
        var signature = scheme.Sign(seed, Name, text, at.Utc.ToUnixTimeSeconds())
            ?? throw new ArgumentException("Not a text this key signs.", nameof(text));
        return new NoteSignature(Name, Verifier.KeyId, signature);
    }

    /// <summary>The private text form: for the key file, and for nothing else.</summary>
    public string Export() =>
        $"{Prefix}{Name}+{Verifier.KeyId:x8}+{Convert.ToBase64String([(byte)scheme.Algorithm, .. seed])}";

    /// <summary>The public form, so that a log line never shows the private one.</summary>
    public override string ToString() => Verifier.ToString();
}
