using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rebato.Traffic.Ingest;

/// <summary>A tally on disk, for the machine that wrote it alone: plain structs as they lie, texts with their lengths.</summary>
internal static class TallyStore
{
    public static void Write(BinaryWriter to, Tally tally)
    {
        Map(to, tally.Hours);
        Map(to, tally.Edges);
        Map(to, tally.Systems);
        Map(to, tally.Rules);
        Map(to, tally.Proven);
        Map(to, tally.NameHits);
        Map(to, tally.Evidence);
        Sets(to, tally.Unmeasured);
        Sets(to, tally.Alive);
        Each(to, tally.Runs, run => { to.Write(run.Sensor); to.Write(run.Run.Device); to.Write(run.Run.First); to.Write(run.Run.Next); to.Write(run.Run.Start); to.Write(run.Run.End); });
        Each(to, tally.Counters, c => { to.Write(c.Sensor); to.Write(c.Sample.Interface); to.Write(c.Sample.Time); to.Write(c.Sample.OutOctets); to.Write(c.Sample.Bits); });
        Each(to, [.. tally.Sessions.All], s => { Raw(to, s.Key); Raw(to, s.State); });
        Each(to, [.. tally.Top.SelectMany(t => t.Value.Flows.Select(f => (t.Key, Flow: f)))], t => { to.Write(t.Key); Raw(to, t.Flow); });
        Each(to, tally.Domains, d => Domain(to, d.Key, d.Value));
    }

    public static Tally Read(BinaryReader from)
    {
        var tally = new Tally();
        Map(from, tally.Hours);
        Map(from, tally.Edges);
        Map(from, tally.Systems);
        Map(from, tally.Rules);
        Map(from, tally.Proven);
        Map(from, tally.NameHits);
        Map(from, tally.Evidence);
        Sets(from, tally.Unmeasured);
        Sets(from, tally.Alive);
        Each(from, () => tally.Runs.Add((from.ReadInt32(), new(from.ReadString(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64()))));
        Each(from, () => tally.Counters.Add((from.ReadInt32(), new(from.ReadString(), from.ReadInt64(), from.ReadUInt64(), from.ReadInt32()))));
        Each(from, () => tally.Sessions.Add(Raw<SessionKey>(from), Raw<SessionState>(from)));
        Each(from, () =>
        {
            var system = from.ReadInt32();
            if (!tally.Top.TryGetValue(system, out var top))
                tally.Top.Add(system, top = new());
            top.Add(Raw<NotedFlow>(from));
        });
        Each(from, () => Domain(from, tally));
        return tally;
    }

    private static void Domain(BinaryWriter to, string name, DomainCount count)
    {
        to.Write(name);
        to.Write(count.Queries);
        to.Write(count.Carried);
        to.Write(count.Entropy);
        to.Write(count.LongestLabel);
        to.Write(count.First);
        to.Write(count.Last);
        to.Write(count.Distinct);
        Map(to, count.Clients);
    }

    private static void Domain(BinaryReader from, Tally tally)
    {
        var name = from.ReadString();
        var count = new DomainCount
        {
            Queries = from.ReadInt64(),
            Carried = from.ReadInt64(),
            Entropy = from.ReadInt64(),
            LongestLabel = from.ReadInt32(),
            First = from.ReadInt64(),
            Last = from.ReadInt64(),
        };
        from.BaseStream.ReadExactly(count.Distinct);
        Map(from, count.Clients);
        tally.Domains.Add(name, count);
    }

    private static void Sets<TKey>(BinaryWriter to, Dictionary<TKey, MinuteSet> sets) where TKey : unmanaged =>
        Each(to, sets, s => { Raw(to, s.Key); Each(to, s.Value.Words, w => { to.Write(w.Key); to.Write(w.Value); }); });

    private static void Sets<TKey>(BinaryReader from, Dictionary<TKey, MinuteSet> sets) where TKey : unmanaged => Each(from, () =>
    {
        var set = Tally.Minutes(sets, Raw<TKey>(from));
        Each(from, () => set.Or(from.ReadInt64(), from.ReadUInt64()));
    });

    private static void Map<TKey, TValue>(BinaryWriter to, Dictionary<TKey, TValue> map) where TKey : unmanaged where TValue : unmanaged =>
        Each(to, map, m => { Raw(to, m.Key); Raw(to, m.Value); });

    private static void Map<TKey, TValue>(BinaryReader from, Dictionary<TKey, TValue> map) where TKey : unmanaged where TValue : unmanaged =>
        Each(from, () => map.Add(Raw<TKey>(from), Raw<TValue>(from)));

    private static void Each<T>(BinaryWriter to, IReadOnlyCollection<T> items, Action<T> write)
    {
        to.Write(items.Count);
        foreach (var item in items)
            write(item);
    }

    private static void Each(BinaryReader from, Action read)
    {
        for (var left = from.ReadInt32(); left > 0; left--)
            read();
    }

    private static void Raw<T>(BinaryWriter to, T value) where T : unmanaged =>
        to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    private static T Raw<T>(BinaryReader from) where T : unmanaged
    {
        Unsafe.SkipInit(out T value);
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }
}
