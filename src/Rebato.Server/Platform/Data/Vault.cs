using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rebato.Platform.Data;

/// <summary>
/// Seals what is personal or confidential under a key of its own record (AES-256-GCM, NIST SP 800-38D). The record's
/// key lies wrapped in the table of keys; deleting that row leaves nothing that anybody can read, and every proof
/// still holds (GDPR art. 17; LOPDGDD art. 32).
/// </summary>
public sealed class Vault(KeyRing keys, int town)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private readonly byte[] wrappingKey = keys.Derive("wrap", town);

    /// <summary>How sealed contents and events are written: declared order, names as in code, accents as they are.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new InstantJson() },
    };

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    public byte[] Wrap(Guid record, byte[] key) => Encrypt(wrappingKey, key, record.ToByteArray(bigEndian: true));

    /// <summary>The record's key; throws <see cref="CryptographicException"/> when the wrapped key was altered.</summary>
    public byte[] Unwrap(Guid record, byte[] wrapped) => Decrypt(wrappingKey, wrapped, record.ToByteArray(bigEndian: true));

    public static byte[] Seal<T>(byte[] key, Guid record, T content) =>
        Encrypt(key, JsonSerializer.SerializeToUtf8Bytes(content, Json), record.ToByteArray(bigEndian: true));

    public static T Open<T>(byte[] key, Guid record, byte[] sealedContent) =>
        JsonSerializer.Deserialize<T>(Decrypt(key, sealedContent, record.ToByteArray(bigEndian: true)), Json)!;

    /// <summary>Opens with the wrapped key as it lies in the table; null when the key was erased.</summary>
    public T? Open<T>(Guid record, byte[]? wrapped, byte[]? sealedContent)
        where T : class =>
        wrapped is null || sealedContent is null ? null : Open<T>(Unwrap(record, wrapped), record, sealedContent);

    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> boundTo)
    {
        var result = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceBytes + TagBytes), result.AsSpan(NonceBytes, TagBytes), boundTo);
        return result;
    }

    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> boundTo)
    {
        if (box.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Shorter than its own frame.");
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), plain, boundTo);
        return plain;
    }
}
