using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// What a worker knows of the hosts it meets: whether they are inside, which system they are, and their volumes of the
/// hour being read. Logs run along in time, so an hour is written out once and not once a row.
/// </summary>
internal sealed class HostBook(Terrain terrain, Tally tally)
{
    private readonly Dictionary<Address, int> known = [];
    private readonly List<HostState> hosts = [];
    private int sensor;

    public Span<HostState> States => CollectionsMarshal.AsSpan(hosts);

    /// <summary>Number of a host inside, or −1 for one outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(Address address)
    {
        if (known.TryGetValue(address, out var number))
            return number;
        return terrain.Inside(address) ? Learn(address) : -1;
    }

    public int SystemOf(int host) => hosts[host].System;

    /// <summary>The volumes of a host's hour; good until the next call.</summary>
    public ref Volume At(int host, int hour)
    {
        ref var state = ref States[host];
        if (state.Hour != hour)
        {
            Write(ref state);
            state.Hour = hour;
        }
        return ref state.Volume;
    }

    public void Turn(int next)
    {
        Flush();
        sensor = next;
    }

    public void Flush()
    {
        foreach (ref var state in States)
            Write(ref state);
    }

    private void Write(ref HostState state)
    {
        if (state.Hour != 0)
            CollectionsMarshal.GetValueRefOrAddDefault(tally.Hours, new(state.Address, state.Hour, sensor), out _).Add(state.Volume);
        state.Volume = default;
        state.Hour = 0;
    }

    private int Learn(Address address)
    {
        var number = hosts.Count;
        hosts.Add(new() { Address = address, System = terrain.SystemAt(address) });
        known.Add(address, number);
        return number;
    }
}

internal struct HostState
{
    public Address Address;
    public int System;
    public int Hour;
    public Volume Volume;
}
