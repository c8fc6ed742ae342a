using System.Runtime.InteropServices;

namespace Rebato.Traffic.Ingest;

/// <summary>Sorted entries on disk: the structs as they are in memory, for the machine that wrote them alone.</summary>
internal static class FlowRun
{
    public static void Write(string path, FlowEntry[] entries)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        file.Write(MemoryMarshal.AsBytes(entries.AsSpan()));
        file.Flush(flushToDisk: true);
    }

    public static IEnumerable<FlowEntry> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var buffer = new FlowEntry[1024];
        while (true)
        {
            var read = file.ReadAtLeast(MemoryMarshal.AsBytes(buffer.AsSpan()), buffer.Length * FlowEntry.Size, throwOnEndOfStream: false);
            if (read % FlowEntry.Size != 0)
                throw new InvalidDataException($"{path} is cut");
            for (var i = 0; i < read / FlowEntry.Size; i++)
                yield return buffer[i];
            if (read < buffer.Length * FlowEntry.Size)
                yield break;
        }
    }

    public static IEnumerable<FlowEntry> Merge(IReadOnlyList<IEnumerable<FlowEntry>> sources)
    {
        var order = Comparer<FlowEntry>.Create(static (a, b) => a.CompareKey(b));
        var queue = new PriorityQueue<IEnumerator<FlowEntry>, FlowEntry>(order);
        foreach (var source in sources)
        {
            var each = source.GetEnumerator();
            if (each.MoveNext())
                queue.Enqueue(each, each.Current);
            else
                each.Dispose();
        }
        FlowEntry current = default;
        var any = false;
        while (queue.TryDequeue(out var next, out var entry))
        {
            if (any && current.SameKey(entry))
            {
                current.Add(entry);
            }
            else
            {
                if (any)
                    yield return current;
                current = entry;
                any = true;
            }
            if (next.MoveNext())
                queue.Enqueue(next, next.Current);
            else
                next.Dispose();
        }
        if (any)
            yield return current;
    }
}
