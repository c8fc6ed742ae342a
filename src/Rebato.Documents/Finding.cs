namespace Rebato.Documents;

/// <summary>How much harm a finding can do if the file leaves as it is.</summary>
public enum Danger
{
    /// <summary>Technical trace that says little about anybody.</summary>
    Low,

    /// <summary>Says who, when, where from or with what the file was made.</summary>
    Medium,

    /// <summary>Content the sender does not see: earlier text, hidden sheets, whole files, places, personal identifiers.</summary>
    High,
}

/// <summary>What cleaning under the policy in hand does with a finding.</summary>
public enum Remedy
{
    /// <summary>Cleaning takes it out.</summary>
    Removed,

    /// <summary>It stays: the reader sees it, or it is harmless and needed.</summary>
    Kept,

    /// <summary>Nothing can decide it but a person who looks.</summary>
    Person,
}

/// <summary>
/// One metadatum or hidden thing (Reglamento 19.1). <paramref name="Code"/> is a key of <see cref="FindingCodes"/>, its
/// sentence lives in the resources; <paramref name="Place"/> is the path inside the file (parts joined by <c>!</c>);
/// <paramref name="Values"/> are the first distinct values, shortened; <paramref name="Count"/> how many times it is there.
/// </summary>
public sealed record Finding(string Code, string Place, IReadOnlyList<string> Values, int Count, Danger Danger, Remedy Remedy);

/// <summary>
/// What one file is and hides. <paramref name="Format"/> comes from its content, never from its name;
/// <paramref name="Obstacle"/> says why it cannot be cleaned, when it cannot.
/// </summary>
public sealed record Inspection(string Format, string Policy, long Length, string Sha256, IReadOnlyList<Finding> Findings, Refusal? Obstacle)
{
    /// <summary>True when nothing would be removed, nothing needs a person and nothing stands in the way.</summary>
    public bool IsClean => Obstacle is null && Findings.All(f => f.Remedy == Remedy.Kept);
}

/// <summary>A cleaned copy with the proof of what was done: the hashes before and after, and what was found.</summary>
public sealed record Cleaning(Inspection Before, ReadOnlyMemory<byte> Bytes, string Sha256);
