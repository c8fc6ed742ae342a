using System.Globalization;

namespace Rebato.Traffic;

/// <summary>A block of addresses in CIDR notation (RFC 4632); IPv4 blocks live in the mapped space.</summary>
public readonly record struct Network(Address Base, int Prefix)
{
    /// <summary>First address of the block.</summary>
    public Address First => Base;

    /// <summary>Last address of the block.</summary>
    public Address Last => Prefix switch
    {
        >= 128 => Base,
        > 64 => new(Base.High, Base.Low | (ulong.MaxValue >> (Prefix - 64))),
        64 => new(Base.High, ulong.MaxValue),
        0 => new(ulong.MaxValue, ulong.MaxValue),
        _ => new(Base.High | (ulong.MaxValue >> Prefix), ulong.MaxValue),
    };

    public bool Contains(Address address) => address >= First && address <= Last;

    /// <summary>Reads <c>10.0.0.0/8</c>, <c>fd00::/8</c> or a single address; false when it is none of them.</summary>
    public static bool TryParse(string text, out Network network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!Address.TryParse(slash < 0 ? text : text[..slash], out var address))
            return false;
        var width = address.IsV4 ? 32 : 128;
        var prefix = width;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > width))
            return false;
        prefix += 128 - width;
        network = new(Cut(address, prefix), prefix);
        return true;
    }

    private static Address Cut(Address address, int prefix) => prefix switch
    {
        >= 128 => address,
        > 64 => new(address.High, address.Low & ~(ulong.MaxValue >> (prefix - 64))),
        64 => new(address.High, 0),
        0 => default,
        _ => new(address.High & ~(ulong.MaxValue >> prefix), 0),
    };

    public override string ToString() => Base.IsV4 ? $"{Base}/{Prefix - 96}" : $"{Base}/{Prefix}";
}

/// <summary>A set of blocks asked millions of times: merged, sorted, one binary search.</summary>
internal sealed class NetworkSet
{
    private readonly Address[] first;
    private readonly Address[] last;

    public NetworkSet(IEnumerable<Network> networks)
    {
        var merged = new List<(Address First, Address Last)>();
        foreach (var network in networks.OrderBy(n => n.First).ThenBy(n => n.Last))
        {
            if (merged.Count > 0 && network.First <= merged[^1].Last)
                merged[^1] = (merged[^1].First, network.Last > merged[^1].Last ? network.Last : merged[^1].Last);
            else
                merged.Add((network.First, network.Last));
        }
        first = [.. merged.Select(m => m.First)];
        last = [.. merged.Select(m => m.Last)];
    }

    public bool Contains(Address address)
    {
        int low = 0, high = first.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (address < first[middle])
                high = middle - 1;
            else if (address > last[middle])
                low = middle + 1;
            else
                return true;
        }
        return false;
    }
}
