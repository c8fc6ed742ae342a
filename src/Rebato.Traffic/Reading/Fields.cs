using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rebato.Traffic.Reading;

/// <summary>Cuts lines into fields and reads numbers from them, without allocating.</summary>
internal static class Fields
{
    public const int Most = 256;

    /// <summary>
    /// Writes where each field ends; returns how many there are, or −1 when there are more than
    /// <paramref name="ends"/> can hold.
    /// </summary>
    public static int Split(ReadOnlySpan<byte> line, byte separator, Span<int> ends)
    {
        ref var start = ref MemoryMarshal.GetReference(line);
        var count = 0;
        var i = 0;
        var wanted = Vector256.Create(separator);
        for (; i + Vector256<byte>.Count <= line.Length; i += Vector256<byte>.Count)
        {
            var mask = Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)i), wanted).ExtractMostSignificantBits();
            while (mask != 0)
            {
                if (count == ends.Length - 1)
                    return -1;
                ends[count++] = i + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
            }
        }
        for (; i < line.Length; i++)
        {
            if (line[i] != separator)
                continue;
            if (count == ends.Length - 1)
                return -1;
            ends[count++] = i;
        }
        ends[count++] = line.Length;
        return count;
    }

    /// <summary>The same for CSV, where a quoted field may hold the separator (RFC 4180).</summary>
    public static int SplitQuoted(ReadOnlySpan<byte> line, byte separator, Span<int> ends)
    {
        if (!line.Contains((byte)'"'))
            return Split(line, separator, ends);
        var count = 0;
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            if (line[i] != separator || quoted)
                continue;
            if (count == ends.Length - 1)
                return -1;
            ends[count++] = i;
        }
        if (quoted)
            return -1;
        ends[count++] = line.Length;
        return count;
    }

    /// <summary>Field <paramref name="index"/>, empty when the line has no such field.</summary>
    public static ReadOnlySpan<byte> At(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int count, int index)
    {
        if ((uint)index >= (uint)count)
            return default;
        var from = index == 0 ? 0 : ends[index - 1] + 1;
        return line[from..ends[index]];
    }

    /// <summary>The same without its quotes and the blanks around it.</summary>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int count, int index) =>
        Unquote(At(line, ends, count, index));

    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t"u8);
        return field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;
    }

    /// <summary>A whole number of at most 18 digits; false on anything else.</summary>
    public static bool Whole(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > 18)
            return false;
        foreach (var c in text)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
                return false;
            value = (value * 10) + digit;
        }
        return true;
    }

    /// <summary>A port; 0 when the format has none here.</summary>
    public static ushort Port(ReadOnlySpan<byte> text) => Whole(text, out var port) && port <= ushort.MaxValue ? (ushort)port : (ushort)0;

    /// <summary>A protocol by its number or by the name of the IANA registry that flow logs use; false when unknown.</summary>
    public static bool Protocol(ReadOnlySpan<byte> text, out byte protocol)
    {
        protocol = 0;
        if (text.Length == 3 && text[0] >= 'a')
        {
            protocol = text[0] == 't' ? text.SequenceEqual("tcp"u8) ? (byte)6 : (byte)0 : text.SequenceEqual("udp"u8) ? (byte)17 : (byte)0;
            if (protocol != 0)
                return true;
        }
        if (Whole(text, out var number))
        {
            protocol = (byte)number;
            return number <= byte.MaxValue;
        }
        protocol = text.Length switch
        {
            3 when Same(text, "tcp"u8) => 6,
            3 when Same(text, "udp"u8) => 17,
            3 when Same(text, "gre"u8) => 47,
            3 when Same(text, "esp"u8) => 50,
            2 when Same(text, "ah"u8) => 51,
            4 when Same(text, "icmp"u8) => 1,
            5 when Same(text, "icmp6"u8) => 58,
            4 when Same(text, "igmp"u8) => 2,
            4 when Same(text, "sctp"u8) => 132,
            9 when Same(text, "ipv6-icmp"u8) => 58,
            _ => 0,
        };
        return text.Length > 0;
    }

    /// <summary>Whether <paramref name="text"/> is the lower-case <paramref name="name"/>, whatever its case.</summary>
    public static bool Same(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) => System.Text.Ascii.EqualsIgnoreCase(text, name);

    /// <summary>A fixed 64-bit hash of a device's or a session's name.</summary>
    public static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var c in text)
            hash = (hash ^ c) * 0x0000_0100_0000_01B3;
        return Mix.Hash(hash, (ulong)text.Length);
    }
}
