namespace Rebato.Documents;

/// <summary>
/// Bounds that make the answer to a hostile file clear and quick. Sizes in bytes.
/// Time and memory are bounded by whoever runs the engine (a child process).
/// </summary>
public sealed record Limits
{
    /// <summary>The file as it arrives.</summary>
    public long File { get; init; } = 256L << 20;

    /// <summary>Everything unpacked from it, nested files included.</summary>
    public long Unpacked { get; init; } = 768L << 20;

    /// <summary>Unpacked over packed, once 16 MB have come out.</summary>
    public int Ratio { get; init; } = 150;

    /// <summary>Files within files.</summary>
    public int Depth { get; init; } = 6;

    /// <summary>Parts, entries, boxes, objects: all together.</summary>
    public int Parts { get; init; } = 200_000;

    /// <summary>Elements within elements in XML.</summary>
    public int XmlDepth { get; init; } = 400;

    /// <summary>Characters of text gathered to look for personal data.</summary>
    public int Text { get; init; } = 8 << 20;

    /// <summary>Pages of a PDF whose text is read.</summary>
    public int Pages { get; init; } = 3_000;

    public static Limits Default { get; } = new();
}
