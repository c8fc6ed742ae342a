using System.Buffers.Binary;
using System.Net;

namespace Rebato.Traffic;

/// <summary>
/// An IP address as 128 bits in network order. IPv4 is kept as its mapped form ::ffff:a.b.c.d (RFC 4291,
/// 2.5.5.2), so that the same host written in both ways is one host.
/// </summary>
public readonly record struct Address(ulong High, ulong Low) : IComparable<Address>
{
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    /// <summary>No address: the record did not say.</summary>
    public static Address None => default;

    /// <summary>Whether it is an IPv4 address (mapped).</summary>
    public bool IsV4 => High == 0 && (Low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

    /// <summary>The IPv4 address of <paramref name="bits"/> in host order.</summary>
    public static Address V4(uint bits) => new(0, MappedPrefix | bits);

    /// <summary>The address of 4 or 16 bytes in network order.</summary>
    public static Address FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == 4
        ? V4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
        : new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Reads the text form of RFC 4291 or dotted IPv4; false when it is neither.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Address address) => AddressText.TryParse(text, out address);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out Address)"/>
    public static bool TryParse(string text, out Address address) =>
        AddressText.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out address);

    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;
    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;
    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;

    public int CompareTo(Address other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    public override int GetHashCode() => unchecked((int)(Mix.Hash(High, Low) >> 32));

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new IPAddress(IsV4 ? bytes[12..] : bytes).ToString();
    }
}

/// <summary>A fixed 64-bit mixing function: the same on every machine and in every run, unlike HashCode.</summary>
internal static class Mix
{
    public static ulong Hash(ulong a, ulong b)
    {
        var high = Math.BigMul(a ^ 0x9E37_79B9_7F4A_7C15, b ^ 0xC2B2_AE3D_27D4_EB4F, out var low);
        return high ^ low ^ (a >> 29);
    }
}
