namespace Rebato.Platform.Ledger;

/// <summary>What a full verification of a town's ledger found.</summary>
public sealed record VerificationReport(int Town, string Name, long Size, string Root, long Erased, double Seconds, IReadOnlyList<LedgerFinding> Findings)
{
    public bool Holds => Findings.Count == 0;
}

/// <summary>One thing that does not match, and the record it is about.</summary>
/// <param name="Code">What is wrong; its sentence is in the resources under <c>finding.CODE</c>.</param>
/// <param name="Table">The table where the record lies.</param>
/// <param name="Record">The record's id, when one row is meant.</param>
/// <param name="Seq">The event's place in the ledger, when one is meant.</param>
public sealed record LedgerFinding(string Code, string Table, Guid? Record = null, long? Seq = null, string? Detail = null);
