using Rebato.Platform.Ledger;

namespace Rebato.Platform.Data;

[LedgerEvent("town.founded", "Reglamento", "38.1")]
public sealed record TownFounded(string Name, string Zone);
