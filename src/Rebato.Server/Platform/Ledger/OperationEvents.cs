using Rebato.Kernel;

namespace Rebato.Platform.Ledger;

/// <summary>The whole ledger was rechecked against the database.</summary>
[LedgerEvent("ledger.verified", "Reglamento", "38.1")]
public sealed record LedgerVerified(long Size, string Root, int Findings, IReadOnlyList<string> Codes);

/// <summary>The ledger is not the continuation of what was signed, and somebody started the office all the same.</summary>
/// <param name="Code">What did not agree: <c>ledger.rolled-back</c> or <c>ledger.rewritten</c>.</param>
/// <param name="Reason">As it was typed at the console.</param>
/// <param name="Size">Of the ledger with which the office starts.</param>
/// <param name="KnownSize">Of the ledger as it was known outside.</param>
/// <param name="Known">Who knew it: the file beside the keys, or a witness by its name.</param>
[LedgerEvent("ledger.rollback-accepted", "Reglamento", "38.1")]
public sealed record RollbackAccepted(string Code, string Reason, long Size, long KnownSize, string Known);

/// <summary>A witness says that this ledger does not continue what it saw.</summary>
[LedgerEvent("ledger.contradicted", "Reglamento", "38.1")]
public sealed record LedgerContradicted(string Witness, string Code, long Size, long KnownSize);
