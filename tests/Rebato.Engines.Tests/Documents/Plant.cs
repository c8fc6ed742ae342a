using System.IO.Compression;
using System.Text;
using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

/// <summary>Unique markers, written into the places a file can hide things, and a scanner that is no kin of the cleaner.</summary>
internal sealed class Plant
{
    private readonly List<string> gone = [];
    private readonly List<string> kept = [];

    /// <summary>A marker that must not survive.</summary>
    public string Hide()
    {
        gone.Add($"MKR{gone.Count + kept.Count:D4}XQZ");
        return gone[^1];
    }

    /// <summary>A marker of what the reader sees, which must survive.</summary>
    public string Show()
    {
        kept.Add($"MKR{gone.Count + kept.Count:D4}XQZ");
        return kept[^1];
    }

    public IReadOnlyList<string> Gone => gone;
    public IReadOnlyList<string> Kept => kept;

    /// <summary>The markers to be found anywhere in a file: raw, UTF-16, inflated, in base64, in hex, in XML with its tags taken away.</summary>
    public static HashSet<string> Find(byte[] file, int depth = 0)
    {
        var found = new HashSet<string>();
        Scan(Encoding.Latin1.GetString(file), found);
        for (var shift = 0; shift < 2 && file.Length > shift; shift++)
        {
            Scan(Encoding.Unicode.GetString(file, shift, file.Length - shift), found);
            Scan(Encoding.BigEndianUnicode.GetString(file, shift, file.Length - shift), found);
        }
        var text = Encoding.Latin1.GetString(file);
        Scan(System.Text.RegularExpressions.Regex.Replace(text, "<[^>]*>", ""), found);
        Scan(System.Text.RegularExpressions.Regex.Replace(text, @"\)\s*-?[\d.]*\s*\(", ""), found);
        if (depth > 4) return found;
        foreach (System.Text.RegularExpressions.Match m in System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z0-9+/\r\n]{14,}={0,2}"))
        {
            var packed = m.Value.Replace("\r", "").Replace("\n", "");
            for (var shift = 0; shift < 4 && packed.Length - shift > 14; shift++)
            {
                var turn = packed[shift..].TrimEnd('=');
                turn = turn[..(turn.Length - (turn.Length % 4 == 1 ? 1 : 0))];
                found.UnionWith(Find(Convert.FromBase64String(turn.PadRight((turn.Length + 3) / 4 * 4, '=')), depth + 5));
            }
        }
        foreach (System.Text.RegularExpressions.Match m in System.Text.RegularExpressions.Regex.Matches(text, "[0-9A-Fa-f]{20,}"))
            found.UnionWith(Find(Convert.FromHexString(m.Value[..(m.Value.Length / 2 * 2)]), depth + 3));
        foreach (var inner in Inflated(file)) found.UnionWith(Find(inner, depth + 1));
        return found;
    }

    private static void Scan(string text, HashSet<string> found)
    {
        for (var at = text.IndexOf("MKR", StringComparison.Ordinal); at >= 0 && at + 10 <= text.Length; at = text.IndexOf("MKR", at + 1, StringComparison.Ordinal))
            if (text.AsSpan(at + 7, 3) is "XQZ") found.Add(text.Substring(at, 10));
    }

    /// <summary>Every deflate stream: from local headers of ZIP, and from zlib headers at any offset.</summary>
    private static IEnumerable<byte[]> Inflated(byte[] file)
    {
        for (var i = 0; i + 30 < file.Length; i++)
        {
            Stream? stream = null;
            if (file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 3 && file[i + 3] == 4)
            {
                var start = i + 30 + file[i + 26] + (file[i + 27] << 8) + file[i + 28] + (file[i + 29] << 8);
                if (file[i + 8] == 8 && start < file.Length) stream = new DeflateStream(new MemoryStream(file, start, file.Length - start), CompressionMode.Decompress);
            }
            else if (file[i] is 0x78 or 0x58 && ((file[i] << 8) | file[i + 1]) % 31 == 0) stream = new ZLibStream(new MemoryStream(file, i, file.Length - i), CompressionMode.Decompress);
            if (stream is null) continue;
            var into = new MemoryStream();
            try { stream.CopyTo(into); } catch (IOException) { } catch (InvalidDataException) { }
            if (into.Length > 0) yield return into.ToArray();
        }
    }
}

/// <summary>What every format owes: nothing hidden survives, all that is seen does, and cleaning again changes nothing.</summary>
internal static class Proof
{
    public static Cleaning Holds(byte[] dirty, Plant plant, CleaningPolicy? policy = null)
    {
        policy ??= CleaningPolicy.Publish;
        Assert.Equal([], plant.Gone.Concat(plant.Kept).Except(Plant.Find(dirty)));
        var outcome = Review.Clean(dirty, policy, stop: TestContext.Current.CancellationToken);
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal} {outcome.Refusal?.Field} {string.Join(' ', outcome.Refusal?.Values ?? [])}");
        var left = Plant.Find(outcome.Value.Bytes.ToArray());
        Assert.Equal([], plant.Gone.Intersect(left));
        Assert.Equal([], plant.Kept.Except(left));
        Assert.Contains(outcome.Value.Before.Findings, f => f.Remedy == Remedy.Removed);
        Again(outcome.Value, policy);
        return outcome.Value;
    }

    /// <summary>Cleaning a clean file gives the same bytes and finds nothing to remove.</summary>
    public static void Again(Cleaning first, CleaningPolicy policy)
    {
        var second = Review.Clean(first.Bytes, policy, stop: TestContext.Current.CancellationToken);
        Assert.True(second.Refusal is null, $"{second.Refusal} {second.Refusal?.Field}");
        Assert.Equal([], second.Value.Before.Findings.Where(f => f.Remedy == Remedy.Removed).Select(f => $"{f.Code} {f.Place} {string.Join(',', f.Values)}"));
        Assert.Equal(first.Sha256, second.Value.Sha256);
    }

    public static string Codes(Cleaning cleaning) => string.Join(' ', cleaning.Before.Findings.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));
}
