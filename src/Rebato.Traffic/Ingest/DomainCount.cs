using System.Numerics;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// What was asked below one registered domain. Whole numbers only (entropy in thousandths of a bit), so that sums do not
/// depend on order; distinct names by HyperLogLog (Flajolet and others, 2007) with 256 registers, whose union is a maximum.
/// </summary>
internal sealed class DomainCount
{
    public const int Registers = 256;

    public long Queries { get; set; }

    /// <summary>Octets of the names below the registered domain: what a tunnel carries.</summary>
    public long Carried { get; set; }

    /// <summary>Sum over queries of the entropy of the part below, in thousandths of a bit per character.</summary>
    public long Entropy { get; set; }
    public int LongestLabel { get; set; }
    public long First { get; set; } = long.MaxValue;
    public long Last { get; set; }
    public byte[] Distinct { get; } = new byte[Registers];

    /// <summary>How many queries each client made.</summary>
    public Dictionary<Address, long> Clients { get; } = [];

    public void Add(long time, Address client, ReadOnlySpan<byte> below)
    {
        Queries++;
        Carried += below.Length;
        Entropy += EntropyOf(below);
        LongestLabel = Math.Max(LongestLabel, Longest(below));
        First = Math.Min(First, time);
        Last = Math.Max(Last, time);
        Clients[client] = Clients.GetValueOrDefault(client) + 1;
        var hash = Reading.Fields.Hash(below);
        hash = Mix.Hash(hash, 0x5851_F42D_4C95_7F2D);
        var register = (int)(hash & (Registers - 1));
        Distinct[register] = Math.Max(Distinct[register], (byte)(BitOperations.LeadingZeroCount(hash) + 1));
    }

    public void Merge(DomainCount other)
    {
        Queries += other.Queries;
        Carried += other.Carried;
        Entropy += other.Entropy;
        LongestLabel = Math.Max(LongestLabel, other.LongestLabel);
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
        for (var i = 0; i < Registers; i++)
            Distinct[i] = Math.Max(Distinct[i], other.Distinct[i]);
        foreach (var (client, count) in other.Clients)
            Clients[client] = Clients.GetValueOrDefault(client) + count;
    }

    /// <summary>About how many different names, within 7 %.</summary>
    public long DistinctNames()
    {
        var sum = Distinct.Sum(r => Math.ScaleB(1.0, -r));
        var estimate = 0.7213 / (1 + (1.079 / Registers)) * Registers * Registers / sum;
        var empty = Distinct.Count(r => r == 0);
        return (long)Math.Round(estimate <= 2.5 * Registers && empty > 0 ? Registers * Math.Log((double)Registers / empty) : estimate);
    }

    /// <summary>
    /// Where the registered domain begins. Two labels, or three under a second level that registries use (com.es,
    /// co.uk): a short label below a country code. Without the public suffix list this may join siblings, never split.
    /// </summary>
    public static int RegisteredStart(ReadOnlySpan<byte> name)
    {
        var top = name.LastIndexOf((byte)'.');
        if (top <= 0)
            return 0;
        var second = name[..top].LastIndexOf((byte)'.');
        var label = name[(second + 1)..top];
        if (second <= 0 || name.Length - top - 1 != 2 || label.Length > 3)
            return second + 1;
        return name[..second].LastIndexOf((byte)'.') + 1;
    }

    private static long EntropyOf(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0)
            return 0;
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var c in text)
            counts[c]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                bits -= (double)count / text.Length * Math.Log2((double)count / text.Length);
        }
        return (long)Math.Round(bits * 1000);
    }

    private static int Longest(ReadOnlySpan<byte> text)
    {
        var longest = 0;
        while (text.Length > 0)
        {
            var dot = text.IndexOf((byte)'.');
            longest = Math.Max(longest, dot < 0 ? text.Length : dot);
            if (dot < 0)
                break;
            text = text[(dot + 1)..];
        }
        return longest;
    }
}
