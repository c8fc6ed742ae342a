namespace Rebato.Ledger;
