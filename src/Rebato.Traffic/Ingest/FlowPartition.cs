using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// One of the stripes of <see cref="FlowTable"/>: open addressing over 4-byte slots (8 bits of hash, 24 of
/// index) and entries in chunks that never move, so growing copies four bytes an entry. The arrays are pinned for
/// the prefetches that hide memory's latency.
/// </summary>
internal sealed unsafe class FlowPartition
{
    private const int ChunkBits = 9;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private const uint IndexMask = 0x00FF_FFFF;

    private readonly List<FlowEntry[]> chunks = [];
    private nint[] bases = new nint[4];
    private uint[] slots = [];
    private int mask;

    public FlowPartition() => Reset();

    public Lock Gate { get; } = new();

    public int Count { get; private set; }

    public void AddAll(FlowEntry* batch, ulong* hashes, int count)
    {
        while ((Count + count) * 4L > slots.Length * 3L)
            Grow();
        fixed (uint* table = slots)
        {
            if (Sse.IsSupported)
            {
                for (var i = 0; i < count; i++)
                    Sse.Prefetch0(table + ((int)hashes[i] & mask));
                for (var i = 0; i < count; i++)
                {
                    var slot = table[(int)hashes[i] & mask];
                    if (slot != 0)
                        Sse.Prefetch0(At((int)(slot & IndexMask) - 1));
                }
            }
            for (var i = 0; i < count; i++)
                Add(table, batch + i, hashes[i]);
        }
    }

    /// <summary>The entries as they lie; the caller holds the gate or is alone.</summary>
    public IEnumerable<FlowEntry> Entries()
    {
        for (var i = 0; i < Count; i++)
            yield return chunks[i >> ChunkBits][i & ChunkMask];
    }

    /// <summary>The entries in key order; what is left afterwards is an empty partition.</summary>
    public FlowEntry[] Drain()
    {
        var all = new FlowEntry[Count];
        for (var i = 0; i < Count; i++)
            all[i] = chunks[i >> ChunkBits][i & ChunkMask];
        Array.Sort(all, static (a, b) => a.CompareKey(b));
        Reset();
        return all;
    }

    private void Add(uint* table, FlowEntry* entry, ulong hash)
    {
        var tag = (uint)(hash >> 50) << 24;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = table[at];
            if (slot == 0)
            {
                var index = Count++;
                if (index >> ChunkBits == chunks.Count)
                    AddChunk();
                *At(index) = *entry;
                table[at] = tag | (uint)(index + 1);
                return;
            }
            if ((slot & ~IndexMask) != tag)
                continue;
            var known = At((int)(slot & IndexMask) - 1);
            if (!known->SameKey(*entry))
                continue;
            known->Add(*entry);
            return;
        }
    }

    private void AddChunk()
    {
        var chunk = GC.AllocateUninitializedArray<FlowEntry>(1 << ChunkBits, pinned: true);
        if (chunks.Count == bases.Length)
            Array.Resize(ref bases, bases.Length * 2);
        bases[chunks.Count] = (nint)Unsafe.AsPointer(ref chunk[0]);
        chunks.Add(chunk);
    }

    private void Grow()
    {
        var grown = GC.AllocateArray<uint>(slots.Length * 2, pinned: true);
        var wider = grown.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var hash = At(i)->Hash();
            var at = (int)hash & wider;
            while (grown[at] != 0)
                at = (at + 1) & wider;
            grown[at] = ((uint)(hash >> 50) << 24) | (uint)(i + 1);
        }
        (slots, mask) = (grown, wider);
    }

    private void Reset()
    {
        chunks.Clear();
        Count = 0;
        slots = GC.AllocateArray<uint>(1 << 7, pinned: true);
        mask = slots.Length - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FlowEntry* At(int index) => (FlowEntry*)bases[index >> ChunkBits] + (index & ChunkMask);
}
