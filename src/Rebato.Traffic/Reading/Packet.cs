using System.Buffers.Binary;

namespace Rebato.Traffic.Reading;

/// <summary>
/// What a captured packet says of the volume: the lengths in its IP header, which are there even when the capture cut the
/// packet. Several layers may wrap it (VLAN, MPLS, PPPoE); what carries no IP is no traffic of ours.
/// </summary>
internal ref struct Packet
{
    public Address Source;
    public Address Destination;
    public ushort SourcePort;
    public ushort DestinationPort;
    public byte Protocol;

    /// <summary>Octets at the IP layer.</summary>
    public long Octets;

    /// <summary>What the transport carries, as far as captured; empty for later fragments.</summary>
    public ReadOnlySpan<byte> Payload;

    /// <summary>Link types (tcpdump.org/linktypes) that are understood.</summary>
    public static bool Understands(uint linkType) => linkType is 0 or 1 or 12 or 14 or 101 or 108 or 113 or 228 or 229 or 276;

    /// <summary>False when the packet carries no IP; throws nothing on damage, it is then simply not IP.</summary>
    public bool Read(uint linkType, ReadOnlySpan<byte> bytes, long wireLength)
    {
        var at = LinkHeader(linkType, bytes, out var type);
        if (at < 0 || at > bytes.Length)
            return false;
        var network = bytes[at..];
        if (network.Length == 0)
            return false;
        var version = network[0] >> 4;
        return type switch
        {
            0x0800 => V4(network, wireLength - at),
            0x86DD => V6(network, wireLength - at),
            0 when version == 4 => V4(network, wireLength - at),
            0 when version == 6 => V6(network, wireLength - at),
            _ => false,
        };
    }

    /// <summary>Length of the link header and the type of what it carries (0: told by the IP version).</summary>
    private static int LinkHeader(uint linkType, ReadOnlySpan<byte> bytes, out int type)
    {
        type = 0;
        switch (linkType)
        {
            case 1 when bytes.Length >= 14:
                type = BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]);
                return Tags(bytes, 14, ref type);
            case 113 when bytes.Length >= 16:
                type = BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
                return Tags(bytes, 16, ref type);
            case 276 when bytes.Length >= 20:
                type = BinaryPrimitives.ReadUInt16BigEndian(bytes);
                return Tags(bytes, 20, ref type);
            case 0 or 108 when bytes.Length >= 4:
                return 4;
            case 12 or 14 or 101 or 228 or 229:
                return 0;
            default:
                return -1;
        }
    }

    private static int Tags(ReadOnlySpan<byte> bytes, int at, ref int type)
    {
        while (type is 0x8100 or 0x88A8 or 0x9100 && bytes.Length >= at + 4)
        {
            type = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            at += 4;
        }
        if (type is 0x8847 or 0x8848)
        {
            while (bytes.Length >= at + 4)
            {
                var bottom = (bytes[at + 2] & 1) != 0;
                at += 4;
                if (bottom)
                    break;
            }
            type = 0;
        }
        else if (type == 0x8864 && bytes.Length >= at + 8)
        {
            type = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 6)..]) switch { 0x0021 => 0x0800, 0x0057 => 0x86DD, _ => -1 };
            at += 8;
        }
        return at;
    }

    private bool V4(ReadOnlySpan<byte> ip, long wire)
    {
        if (ip.Length < 20 || ip[0] >> 4 != 4)
            return false;
        var header = (ip[0] & 15) * 4;
        if (header < 20)
            return false;
        // A length of 0 is what segmentation offload leaves; then the wire says.
        var total = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        Octets = total == 0 ? wire : total;
        Protocol = ip[9];
        Source = Address.FromBytes(ip.Slice(12, 4));
        Destination = Address.FromBytes(ip.Slice(16, 4));
        var fragment = BinaryPrimitives.ReadUInt16BigEndian(ip[6..]) & 0x1FFF;
        if (fragment == 0 && ip.Length >= header)
            Transport(ip[header..], total == 0 ? int.MaxValue : Math.Max(0, total - header));
        return true;
    }

    private bool V6(ReadOnlySpan<byte> ip, long wire)
    {
        if (ip.Length < 40 || ip[0] >> 4 != 6)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        Octets = length == 0 ? wire : length + 40;
        Protocol = ip[6];
        Source = Address.FromBytes(ip.Slice(8, 16));
        Destination = Address.FromBytes(ip.Slice(24, 16));
        var at = 40;
        // Extension headers that may stand before the transport (RFC 8200, 4).
        while (Protocol is 0 or 43 or 60 or 44 && ip.Length >= at + 8)
        {
            var fragment = Protocol == 44;
            if (fragment && (BinaryPrimitives.ReadUInt16BigEndian(ip[(at + 2)..]) & 0xFFF8) != 0)
                return true;
            Protocol = ip[at];
            at += fragment ? 8 : (ip[at + 1] + 1) * 8;
        }
        if (at <= ip.Length)
            Transport(ip[at..], length == 0 ? int.MaxValue : Math.Max(0, length + 40 - at));
        return true;
    }

    private void Transport(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length > length)
            bytes = bytes[..length];
        if (Protocol is not (6 or 17 or 132) || bytes.Length < 4)
            return;
        SourcePort = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if (Protocol == 17 && bytes.Length >= 8)
            Payload = bytes[8..];
    }
}
