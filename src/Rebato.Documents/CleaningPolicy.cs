namespace Rebato.Documents;

/// <summary>
/// What changes meaning depends on the use (Reglamento 20.1 names three: published internally, sent to a third party,
/// published on the Internet). Metadata always go.
/// </summary>
public sealed record CleaningPolicy(string Name)
{
    /// <summary>Comments and tracked changes stay, without their authors and dates; otherwise comments go and changes are accepted.</summary>
    public bool KeepsReview { get; init; }

    /// <summary>Hidden text, rows, columns, sheets, slides, layers and notes stay and are reported.</summary>
    public bool KeepsHidden { get; init; }

    /// <summary>Embedded files stay, each one cleaned; otherwise they go.</summary>
    public bool KeepsEmbedded { get; init; }

    /// <summary>Filled PDF fields stay fields; otherwise what they show becomes plain content. Empty ones always stay: a blank form is published to be filled in.</summary>
    public bool KeepsForms { get; init; }

    /// <summary>A signed file yields an unsigned copy; otherwise it is refused, for no signed file is altered silently.</summary>
    public bool Unsigns { get; init; }

    /// <summary>For the web, the electronic office or the transparency portal: only what the reader sees stays.</summary>
    public static CleaningPolicy Publish { get; } = new("publish");

    /// <summary>For one third party: attachments and forms stay, cleaned; review marks and hidden things go.</summary>
    public static CleaningPolicy Send { get; } = new("send") { KeepsEmbedded = true, KeepsForms = true };

    /// <summary>For use inside the town hall: review marks stay without names, hidden things stay and are reported.</summary>
    public static CleaningPolicy Internal { get; } =
        new("internal") { KeepsEmbedded = true, KeepsForms = true, KeepsReview = true, KeepsHidden = true };

    /// <summary>The policy called <paramref name="name"/>, or null.</summary>
    public static CleaningPolicy? Named(string name) => new[] { Publish, Send, Internal }.FirstOrDefault(p => p.Name == name);
}
