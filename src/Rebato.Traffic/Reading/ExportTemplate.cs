using System.Buffers.Binary;

namespace Rebato.Traffic.Reading;

/// <summary>A template of NetFlow 9 or IPFIX: which fields a record has, and how long each is.</summary>
internal sealed class ExportTemplate
{
    private const int Variable = 65535;

    /// <summary>Fields of the reverse direction (RFC 5103).</summary>
    private const uint Reverse = 29305;

    private readonly (ushort Type, ushort Length, uint Enterprise)[] fields;

    private ExportTemplate((ushort, ushort, uint)[] fields, bool options)
    {
        this.fields = fields;
        IsOptions = options;
        Least = Math.Max(1, this.fields.Sum(f => f.Length == Variable ? 1 : f.Length));
    }

    public bool IsOptions { get; }

    /// <summary>Octets of the shortest record.</summary>
    public int Least { get; }

    /// <summary>Reads one template off the front of a set; null on damage.</summary>
    public static ExportTemplate? Read(ref ReadOnlySpan<byte> body, bool ipfix, bool options, out ushort id)
    {
        id = BinaryPrimitives.ReadUInt16BigEndian(body);
        var head = options ? 6 : 4;
        if (body.Length < head)
            return null;
        int count = BinaryPrimitives.ReadUInt16BigEndian(body[2..]);
        // Version 9 gives the lengths of scope and options in octets, IPFIX the numbers of fields.
        if (options && !ipfix)
            count = (count + BinaryPrimitives.ReadUInt16BigEndian(body[4..])) / 4;
        body = body[head..];
        var fields = new (ushort, ushort, uint)[count];
        for (var i = 0; i < count; i++)
        {
            if (body.Length < 4)
                return null;
            var type = BinaryPrimitives.ReadUInt16BigEndian(body);
            var length = BinaryPrimitives.ReadUInt16BigEndian(body[2..]);
            body = body[4..];
            var enterprise = 0u;
            if (ipfix && (type & 0x8000) != 0)
            {
                if (body.Length < 4)
                    return null;
                enterprise = BinaryPrimitives.ReadUInt32BigEndian(body);
                body = body[4..];
                type &= 0x7FFF;
            }
            fields[i] = (type, length, enterprise);
        }
        return new(fields, options);
    }

    /// <summary>Reads one record off the front; false on damage.</summary>
    public bool Decode(ref ReadOnlySpan<byte> body, ref ExportRow row)
    {
        foreach (var (type, fixedLength, enterprise) in fields)
        {
            int length = fixedLength;
            if (length == Variable && !VariableLength(ref body, out length))
                return false;
            if (length > body.Length)
                return false;
            var value = body[..length];
            body = body[length..];
            if (enterprise == Reverse)
                row.SetReverse(type, value);
            else if (enterprise == 0)
                row.Set(type, value);
        }
        return true;
    }

    private static bool VariableLength(ref ReadOnlySpan<byte> body, out int length)
    {
        length = 0;
        if (body.Length < 1)
            return false;
        length = body[0];
        body = body[1..];
        if (length < 255)
            return true;
        if (body.Length < 2)
            return false;
        length = BinaryPrimitives.ReadUInt16BigEndian(body);
        body = body[2..];
        return true;
    }
}
