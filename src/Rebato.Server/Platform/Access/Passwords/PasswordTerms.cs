namespace Rebato.Platform.Access;

/// <summary>Article 14.1.e and g of the regulation; the numbers are the town's (norm profile).</summary>
internal sealed record PasswordTerms(int MinimumLength = 12, int MaximumAgeDays = 60, int NoticeDays = 10)
{
    /// <summary>Longer is not stronger and costs the server time.</summary>
    public int MaximumLength { get; init; } = 128;

    /// <summary>What must be left once words, names, dates and runs are taken out: this many characters, or that many bits.</summary>
    public int MinimumUnrecognised { get; init; } = 4;
    public double MinimumUnrecognisedBits { get; init; } = 20;
}
