using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Rebato.Ledger;

/// <summary>One signature type: sizes, the bytes that are signed, and the primitive. A new type is a new subclass.</summary>
internal abstract class SignatureScheme(NoteAlgorithm algorithm, int publicKeyLength, int signatureLength)
{
    public const int SeedLength = 32;
    protected const int TimestampLength = 8;

    public NoteAlgorithm Algorithm => algorithm;
    public int PublicKeyLength => publicKeyLength;
    public int SignatureLength => signatureLength;

    /// <summary>Whether the signature starts with the POSIX time at which it was made.</summary>
    public bool IsTimestamped => algorithm != NoteAlgorithm.Ed25519;

    public static SignatureScheme? Of(byte algorithm) => (NoteAlgorithm)algorithm switch
    {
        NoteAlgorithm.Ed25519 => new Ed25519Scheme(NoteAlgorithm.Ed25519, Ed25519.SignatureSize),
        NoteAlgorithm.CosignatureEd25519 => new Ed25519Scheme(NoteAlgorithm.CosignatureEd25519, TimestampLength + Ed25519.SignatureSize),
        NoteAlgorithm.CosignatureMlDsa44 => new MlDsa44Scheme(),
        _ => null,
    };

    public abstract byte[] PublicKey(byte[] seed);

    /// <summary>The signature, timestamp included; null when this type does not sign such a text.</summary>
    public abstract byte[]? Sign(byte[] seed, string name, string text, long unixSeconds);

    public abstract bool Verify(byte[] publicKey, string name, string text, ReadOnlySpan<byte> signature);

    protected static byte[] Stamped(long unixSeconds, byte[] signature)
    {
        var stamped = new byte[TimestampLength + signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(stamped, unixSeconds);
        signature.CopyTo(stamped, TimestampLength);
        return stamped;
    }

    private sealed class Ed25519Scheme(NoteAlgorithm algorithm, int signatureLength)
        : SignatureScheme(algorithm, Ed25519.PublicKeySize, signatureLength)
    {
        public override byte[] PublicKey(byte[] seed)
        {
            var key = new byte[Ed25519.PublicKeySize];
            Ed25519.GeneratePublicKey(seed, 0, key, 0);
            return key;
        }

        public override byte[] Sign(byte[] seed, string name, string text, long unixSeconds)
        {
            var message = Message(text, unixSeconds);
            var signature = new byte[Ed25519.SignatureSize];
            Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 0);
            return IsTimestamped ? Stamped(unixSeconds, signature) : signature;
        }

        public override bool Verify(byte[] publicKey, string name, string text, ReadOnlySpan<byte> signature)
        {
            if (signature.Length != SignatureLength)
                return false;
            var unixSeconds = IsTimestamped ? BinaryPrimitives.ReadInt64BigEndian(signature) : 0;
            var message = Message(text, unixSeconds);
            var bare = (IsTimestamped ? signature[TimestampLength..] : signature).ToArray();
            return unixSeconds >= 0 && Ed25519.Verify(bare, 0, publicKey, 0, message, 0, message.Length);
        }

        private byte[] Message(string text, long unixSeconds) => Encoding.UTF8.GetBytes(
            IsTimestamped ? string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {unixSeconds}\n{text}") : text);
    }

    private sealed class MlDsa44Scheme() : SignatureScheme(NoteAlgorithm.CosignatureMlDsa44, 1312, TimestampLength + 2420)
    {
        private static MLDsaParameters Parameters => MLDsaParameters.ml_dsa_44;

        public override byte[] PublicKey(byte[] seed) =>
            MLDsaPrivateKeyParameters.FromSeed(Parameters, seed).GetPublicKeyEncoded();

        public override byte[]? Sign(byte[] seed, string name, string text, long unixSeconds)
        {
            if (Message(name, text, unixSeconds) is not { } message)
                return null;
            var signer = new MLDsaSigner(Parameters, deterministic: true);
            signer.Init(forSigning: true, MLDsaPrivateKeyParameters.FromSeed(Parameters, seed));
            signer.BlockUpdate(message, 0, message.Length);
            return Stamped(unixSeconds, signer.GenerateSignature());
        }

        public override bool Verify(byte[] publicKey, string name, string text, ReadOnlySpan<byte> signature)
        {
            if (signature.Length != SignatureLength
                || Message(name, text, BinaryPrimitives.ReadInt64BigEndian(signature)) is not { } message)
                return false;
            var signer = new MLDsaSigner(Parameters, deterministic: true);
            signer.Init(forSigning: false, MLDsaPublicKeyParameters.FromEncoding(Parameters, publicKey));
            signer.BlockUpdate(message, 0, message.Length);
            return signer.VerifySignature(signature[TimestampLength..].ToArray());
        }

        /// <summary>The <c>cosigned_message</c> of tlog-cosignature: it signs the fields, so only a checkpoint has one.</summary>
        private static byte[]? Message(string name, string text, long unixSeconds)
        {
            if (unixSeconds < 0 || !Checkpoint.Parse(text).Done(out var checkpoint, out _)
                || Encoding.UTF8.GetByteCount(name) > 255 || Encoding.UTF8.GetByteCount(checkpoint.Origin) > 255)
                return null;
            return new ByteWriter()
                .Bytes("subtree/v1\n\0"u8)
                .Text(name)
                .I64(unixSeconds)
                .Text(checkpoint.Origin)
                .I64(0)
                .I64(checkpoint.Size)
                .Digest(checkpoint.Root)
                .ToArray();
        }
    }
}
