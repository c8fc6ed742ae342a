using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rebato.Ledger;

/// <summary>The 32 bytes of a SHA-256. A value, so that a million of them are one array and no garbage.</summary>
[InlineArray(Length)]
public struct Digest : IEquatable<Digest>
{
    public const int Length = 32;
    private byte first;

    /// <summary>Copies exactly 32 bytes; any other length throws.</summary>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A digest has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref first, Length));
    }

    /// <summary>SHA-256 of <paramref name="data"/>, with no prefix.</summary>
    public static Digest Of(ReadOnlySpan<byte> data)
    {
        var digest = default(Digest);
        SHA256.HashData(data, digest.Writable);
        return digest;
    }

    /// <summary>The bytes, without a copy; valid as long as the variable they are taken from.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Bytes => MemoryMarshal.CreateReadOnlySpan(in first, Length);

    [UnscopedRef]
    internal Span<byte> Writable => MemoryMarshal.CreateSpan(ref first, Length);

    /// <summary>Sees a run of concatenated digests as digests, without a copy; the length must be a multiple of 32.</summary>
    public static ReadOnlySpan<Digest> Read(ReadOnlySpan<byte> concatenated) =>
        concatenated.Length % Length == 0
            ? MemoryMarshal.Cast<byte, Digest>(concatenated)
            : throw new ArgumentException($"Not a whole number of digests: {concatenated.Length} bytes.", nameof(concatenated));

    /// <summary>Reads the standard base64 of 32 bytes in its one canonical spelling; false for anything else.</summary>
    public static bool TryParseBase64(ReadOnlySpan<char> text, out Digest digest)
    {
        digest = default;
        if (text.Length != 44 || !Convert.TryFromBase64Chars(text, digest.Writable, out var written) || written != Length)
            return false;
        return text.SequenceEqual(digest.ToBase64());
    }

    public readonly byte[] ToArray() => Bytes.ToArray();
    public readonly string ToBase64() => Convert.ToBase64String(Bytes);
    public readonly string ToHex() => Convert.ToHexStringLower(Bytes);
    public readonly bool Equals(Digest other) => Bytes.SequenceEqual(other.Bytes);
    public override readonly bool Equals(object? obj) => obj is Digest other && Equals(other);
    public override readonly int GetHashCode() => MemoryMarshal.Read<int>(Bytes);
    public override readonly string ToString() => ToHex();
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);
}
