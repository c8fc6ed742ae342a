using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>Leaves one after the other, each after two bytes of its length: the entry bundle of C2SP tlog-tiles.</summary>
public static class LeafBundle
{
    public static byte[] Write(IEnumerable<Leaf> leaves)
    {
        var writer = new ByteWriter();
        foreach (var leaf in leaves)
        {
            var bytes = leaf.Encode();
            writer.U16(bytes.Length).Bytes(bytes);
        }
        return writer.ToArray();
    }

    public static Outcome<IReadOnlyList<Leaf>> Read(ReadOnlySpan<byte> bundle)
    {
        var leaves = new List<Leaf>();
        var reader = new ByteReader(bundle);
        while (reader.Left > 0)
        {
            if (!Leaf.Decode(reader.Bytes(reader.U16("length"), "leaf")).Done(out var leaf, out var refusal))
                return refusal;
            leaves.Add(leaf);
        }
        return Outcome<IReadOnlyList<Leaf>>.From(leaves);
    }
}
