using System.Numerics;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

/// <summary>A set of minutes since 1970, 64 to a word. Union is OR, so it does not matter who saw which first.</summary>
internal sealed class MinuteSet
{
    private readonly SortedDictionary<long, ulong> words = [];
    private long lastWord = long.MinValue;
    private ulong lastBits;

    public long Count => words.Values.Sum(w => (long)BitOperations.PopCount(w));

    public bool IsEmpty => words.Count == 0;

    public SortedDictionary<long, ulong> Words => words;

    public void Add(long micros)
    {
        var minute = Math.DivRem(micros, Clock.Minute).Quotient;
        var word = minute >> 6;
        var bit = 1UL << (int)(minute & 63);
        if (word == lastWord && (lastBits & bit) != 0)
            return;
        Or(word, bit);
        (lastWord, lastBits) = (word, words[word]);
    }

    /// <summary>Every minute that [start, end] touches.</summary>
    public void AddRange(long start, long end)
    {
        if (end < start)
            return;
        var first = start / Clock.Minute;
        var last = end / Clock.Minute;
        for (var word = first >> 6; word <= last >> 6; word++)
        {
            var low = Math.Max(first, word << 6) - (word << 6);
            var high = Math.Min(last, (word << 6) + 63) - (word << 6);
            Or(word, (ulong.MaxValue >> (int)(63 - (high - low))) << (int)low);
        }
        lastWord = long.MinValue;
    }

    public void UnionWith(MinuteSet other)
    {
        foreach (var (word, bits) in other.words)
            Or(word, bits);
        lastWord = long.MinValue;
    }

    public void Or(long word, ulong bits) => words[word] = words.GetValueOrDefault(word) | bits;

    public bool Contains(long minute) => (words.GetValueOrDefault(minute >> 6) & (1UL << (int)(minute & 63))) != 0;

    /// <summary>Its minutes in order.</summary>
    public IEnumerable<long> Minutes()
    {
        foreach (var (word, bits) in words)
        {
            for (var rest = bits; rest != 0; rest &= rest - 1)
                yield return (word << 6) + BitOperations.TrailingZeroCount(rest);
        }
    }

    /// <summary>Its runs of consecutive minutes as instants, [start, end).</summary>
    public IEnumerable<(long Start, long End)> Runs()
    {
        long from = -1, next = -1;
        foreach (var minute in Minutes())
        {
            if (minute != next && from >= 0)
                yield return (from * Clock.Minute, next * Clock.Minute);
            if (minute != next)
                from = minute;
            next = minute + 1;
        }
        if (from >= 0)
            yield return (from * Clock.Minute, next * Clock.Minute);
    }
}
