using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// Makes the receipt of an event: its leaf, the proof that it is in the ledger, the signed head, and, for whoever may
/// see it, what it said. It is checked anywhere, without this office (<c>rebato verify</c>, the page that needs no server).
/// </summary>
public sealed class Receipts(Storage storage, LogKeys keys, Checkpoints checkpoints)
{
    /// <summary>The receipt of the event at a place of the ledger.</summary>
    /// <param name="town">Whose ledger.</param>
    /// <param name="seq">The event's place.</param>
    /// <param name="number">The number that people know it by.</param>
    /// <param name="disclose">Whether the holder may see what it said.</param>
    public async Task<Outcome<Receipt>> At(Town town, long seq, string number, bool disclose)
    {
        await using var reader = new LedgerReader(storage, town.Id);
        return await reader.At(seq) is { } entry ? await Of(reader, town, entry, number, disclose) : new Refusal("receipt.unknown");
    }

    /// <summary>The receipt of the first event of a kind that happened to a record.</summary>
    public async Task<Outcome<Receipt>> Of(Town town, Guid subject, string code, string number, bool disclose)
    {
        await using var reader = new LedgerReader(storage, town.Id);
        var entry = (await reader.Of(subject)).FirstOrDefault(e => e.Leaf.Type == code);
        return entry is null ? new Refusal("receipt.unknown") : await Of(reader, town, entry, number, disclose);
    }

    /// <summary>The log's public key, as the town hall publishes it.</summary>
    public NoteVerifier Key(int town) => keys.Of(town).Verifier;

    private async Task<Receipt> Of(LedgerReader reader, Town town, LedgerEntry entry, string number, bool disclose)
    {
        // The newest checkpoint that witnesses may have cosigned serves when it already covers the event.
        var kept = await checkpoints.Newest(town.Id);
        var checkpoint = kept is not null && kept.Body.Size > entry.Seq ? kept : await checkpoints.Sign(reader);
        var disclosure = disclose && entry.Body is not null ? new Disclosure(entry.Body, entry.Salt!) : null;
        return Receipt.Of(entry.Leaf, await reader.Prover(), checkpoint, Key(town.Id), number, town.Name, disclosure);
    }
}
