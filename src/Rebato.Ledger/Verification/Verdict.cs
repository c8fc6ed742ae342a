namespace Rebato.Ledger;

/// <summary>How one check ended.</summary>
public enum CheckState
{
    Passed,
    Failed,

    /// <summary>There was nothing to check it with: a withheld payload, a witness whose key was not given.</summary>
    NotChecked,
}

/// <summary>What kind of file was recognised.</summary>
public enum LedgerFile
{
    Receipt,
    ReceiptQr,
    Checkpoint,
    CosignedCheckpoint,
    Pack,
}

/// <summary>One thing that was checked. Its sentence is <see cref="Sentences.For(Check, System.Globalization.CultureInfo)"/>.</summary>
/// <param name="Name">What was checked: <c>format</c>, <c>key</c>, <c>signature</c>, <c>inclusion</c>…</param>
/// <param name="State">How it ended.</param>
/// <param name="Code">Key of its sentence.</param>
/// <param name="Values">What the sentence mentions.</param>
public sealed record Check(string Name, CheckState State, string Code, params IReadOnlyList<object> Values);

/// <summary>Something the reader has to know although nothing fails.</summary>
/// <param name="Code">Key of its sentence.</param>
/// <param name="Values">What the sentence mentions.</param>
public sealed record Warning(string Code, params IReadOnlyList<object> Values);

/// <summary>Something the file says, for people.</summary>
/// <param name="Name">Which: <c>number</c>, <c>town</c>, <c>type</c>, <c>at</c>…</param>
/// <param name="Value">As the file has it.</param>
/// <param name="Proven">Whether the signature covers it; otherwise it is only what the bearer wrote.</param>
public sealed record Fact(string Name, string Value, bool Proven);

/// <summary>Everything that was checked of a file. It matches when no check failed.</summary>
public sealed record Verdict(
    LedgerFile Kind, IReadOnlyList<Check> Checks, IReadOnlyList<Warning> Warnings, IReadOnlyList<Fact> Facts)
{
    public bool Matches => Checks.All(check => check.State != CheckState.Failed);

    /// <summary>The checks that do not match, each naming what.</summary>
    public IEnumerable<Check> Failures => Checks.Where(check => check.State == CheckState.Failed);
}
