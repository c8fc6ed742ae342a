using System.Runtime.InteropServices;
using System.Text;

namespace Rebato.Documents;

/// <summary>A file that cannot be handled; caught at the door and given back as a <see cref="Refusal"/>.</summary>
internal sealed class UnfitException(string code, string place = "", params object[] values) : Exception(code)
{
    public Refusal Refusal { get; } = new(code, new Citation("Reglamento", "20.1"), place, values);
}

/// <summary>
/// One pass over one file, which finds and removes in the same gesture: what inspection reports is by construction
/// what cleaning takes out. Holds the policy, the budget and what has been found so far.
/// </summary>
internal sealed class Scrubbing(CleaningPolicy policy, Limits limits, bool readsText, CancellationToken stop)
{
    private const int ValuesShown = 12;
    private const int ValueLength = 160;
    private readonly Dictionary<(string Code, string Place, Remedy Remedy), (List<string> Values, int Count)> found = [];
    private readonly StringBuilder text = new();
    private readonly Stack<string> path = new();
    private long unpacked;
    private int parts;

    public CleaningPolicy Policy { get; } = policy;
    public Limits Limits { get; } = limits;

    /// <summary>False when only cleaning is asked for: laying out the words of a PDF costs far more than writing it anew.</summary>
    public bool ReadsText { get; } = readsText;

    public Refusal? Obstacle { get; private set; }
    public string Text => text.ToString();

    /// <summary>Found, and cleaning takes it out.</summary>
    public void Removed(string code, string place, string? value = null) => Add(code, place, value, Remedy.Removed);

    /// <summary>Found, and it stays.</summary>
    public void Kept(string code, string place, string? value = null) => Add(code, place, value, Remedy.Kept);

    /// <summary>Found, and a person must look.</summary>
    public void Ask(string code, string place, string? value = null) => Add(code, place, value, Remedy.Person);

    /// <summary>A signature: the file is refused unless the policy allows an unsigned copy.</summary>
    public void Signature(string place, string? value = null)
    {
        Removed("signature", place, value);
        if (!Policy.Unsigns) Obstruct("signed", place);
    }

    /// <summary>The file can be read and reported but not cleaned; the first reason counts.</summary>
    public void Obstruct(string code, string place = "") =>
        Obstacle ??= new Refusal(code, new Citation("Reglamento", "20.1"), Place(place));

    /// <summary>Visible text, gathered to look for personal data.</summary>
    public void Read(string visible)
    {
        if (text.Length + visible.Length < Limits.Text) text.Append(visible).Append('\n');
    }

    /// <summary>Cleans a file found inside this one; unknown formats throw, so nothing unknown passes as clean.</summary>
    public byte[] Nested(byte[] bytes, string place)
    {
        if (path.Count >= Limits.Depth) throw new UnfitException("too-deep", Place(place));
        path.Push(place);
        try
        {
            return Formats.Clean(Recognition.Of(bytes), bytes, this);
        }
        finally
        {
            path.Pop();
        }
    }

    /// <summary>Draws on the budget of unpacked bytes, and on patience.</summary>
    public void Spend(long bytes, int pieces = 0)
    {
        stop.ThrowIfCancellationRequested();
        if ((unpacked += bytes) > Limits.Unpacked) throw new UnfitException("too-big-inside", Place(""));
        if ((parts += pieces) > Limits.Parts) throw new UnfitException("too-many-parts", Place(""));
    }

    /// <summary>The place inside this file, preceded by the files it is inside of.</summary>
    public string Place(string place) => path.Count == 0 ? place : string.Join('!', path.Reverse().Append(place));

    public IReadOnlyList<Finding> Findings() =>
    [
        .. found.Select(f => new Finding(f.Key.Code, f.Key.Place, f.Value.Values, f.Value.Count, FindingCodes.DangerOf(f.Key.Code), f.Key.Remedy))
            .OrderByDescending(f => f.Danger).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Place, StringComparer.Ordinal),
    ];

    private void Add(string code, string place, string? value, Remedy remedy)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(found, (code, Place(place), remedy), out _);
        entry.Values ??= [];
        entry.Count++;
        value = Shorten(value);
        if (value.Length > 0 && entry.Values.Count < ValuesShown && !entry.Values.Contains(value)) entry.Values.Add(value);
    }

    private static string Shorten(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return "";
        var clean = new StringBuilder();
        foreach (var c in value.AsSpan().Trim())
        {
            if (clean.Length == ValueLength) return clean.Append('…').ToString();
            clean.Append(char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        }
        return clean.ToString();
    }
}
