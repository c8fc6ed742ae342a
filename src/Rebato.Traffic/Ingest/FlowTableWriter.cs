using System.Runtime.CompilerServices;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// One worker's way into the table: 64 rows per partition are gathered before the partition's gate is taken, which
/// makes the lock free and lets the prefetches run ahead.
/// </summary>
internal sealed unsafe class FlowTableWriter
{
    private const int Batch = 64;

    private readonly FlowTable table;
    private readonly FlowEntry[] entries = GC.AllocateUninitializedArray<FlowEntry>(FlowTable.Partitions * Batch, pinned: true);
    private readonly ulong[] hashes = GC.AllocateArray<ulong>(FlowTable.Partitions * Batch, pinned: true);
    private readonly int[] counts = new int[FlowTable.Partitions];

    public FlowTableWriter(FlowTable table) => this.table = table;

    public void Add(in FlowEntry entry)
    {
        var hash = entry.Hash();
        var partition = (int)(hash >> 58);
        var at = counts[partition]++;
        entries[(partition * Batch) + at] = entry;
        hashes[(partition * Batch) + at] = hash;
        if (at == Batch - 1)
            Flush(partition);
    }

    public void Flush()
    {
        for (var p = 0; p < FlowTable.Partitions; p++)
            Flush(p);
    }

    private void Flush(int partition)
    {
        if (counts[partition] == 0)
            return;
        var first = partition * Batch;
        table.Add(partition, (FlowEntry*)Unsafe.AsPointer(ref entries[first]), (ulong*)Unsafe.AsPointer(ref hashes[first]), counts[partition]);
        counts[partition] = 0;
    }
}
