using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>What was known outside of a ledger and does not agree with it.</summary>
/// <param name="Code"><c>ledger.rolled-back</c>: ours is shorter. <c>ledger.rewritten</c>: ours is another.</param>
/// <param name="Known">Who knew it: the file beside the keys, or a witness by its name.</param>
internal sealed record Contradiction(int Town, string Code, long Size, long KnownSize, string Known)
{
    public StorageRefused Refused => new(Code, Town, Size, KnownSize, Known);
}

/// <summary>Has checkpoints cosigned by the witnesses of the settings, and compares the ledger with what they and the file remember.</summary>
internal sealed class Witnessing(Storage storage, LogKeys keys, Checkpoints checkpoints, OfficeSettings settings, HttpClient http)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public WitnessedFile FileOf(int town) => new(storage.Keys, town);

    /// <summary>The witnesses, by name; one whose key or address cannot be read stops the start.</summary>
    public IReadOnlyList<(NoteVerifier Key, WitnessClient Client)> Witnesses =>
        [.. settings.Witnesses.Select(each =>
            NoteVerifier.Parse(each.Key).Done(out var key, out _) && Uri.TryCreate(each.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? (key, new WitnessClient(http, url, key))
                : throw new StorageRefused("ledger.witness-settings", each.Url))];

    /// <summary>
    /// Compares a town's ledger with what is known of it outside the database. A witness that does not answer says nothing.
    /// </summary>
    public async Task<IReadOnlyList<Contradiction>> Compare(int town, CancellationToken cancel)
    {
        await using var reader = new LedgerReader(storage, town);
        var found = new List<Contradiction>();
        var head = await checkpoints.Sign(reader);
        var prover = await reader.Prover();
        if (FileOf(town).Read(keys.Of(town).Verifier) is { } known && Judge(town, known.Body, head.Body, prover) is { } contradiction)
        {
            found.Add(contradiction);
        }

        if (head.Body.Size > 0)
        {
            found.AddRange((await Submit(town, head, prover, cancel)).Contradictions);
        }

        return found;
    }

    /// <summary>Has the newest checkpoint cosigned by the witnesses that have not yet, and remembers it outside the database.</summary>
    public async Task<IReadOnlyList<Contradiction>> Cosign(int town, CancellationToken cancel)
    {
        if (await checkpoints.Newest(town) is not { } newest)
        {
            return [];
        }

        var file = FileOf(town);
        await using var reader = new LedgerReader(storage, town);
        var (cosigned, contradictions) = await Submit(town, newest, await reader.Prover(), cancel);
        if (cosigned.Note.Signatures.Count > newest.Note.Signatures.Count)
        {
            await checkpoints.Keep(town, cosigned);
        }

        if (file.Read(keys.Of(town).Verifier) is not { } last || last.ToString() != cosigned.ToString())
        {
            file.Write(cosigned);
        }

        return contradictions;
    }

    /// <summary>Who started the office all the same answers for it: what is known outside up to now no longer stops the start.</summary>
    public void Accept(Contradiction contradiction, SignedCheckpoint head)
    {
        FileOf(contradiction.Town).Accept(contradiction.Known, contradiction.KnownSize);
        FileOf(contradiction.Town).Write(head);
    }

    public async Task<SignedCheckpoint> Head(int town)
    {
        await using var reader = new LedgerReader(storage, town);
        return await checkpoints.Sign(reader);
    }

    private static Contradiction? Judge(int town, Checkpoint known, Checkpoint head, TileProver prover)
    {
        const string file = "witnessed";
        return known.Size > head.Size ? new Contradiction(town, "ledger.rolled-back", head.Size, known.Size, file)
            : known.Size == 0 || MerkleProof.Extends(known.Size, known.Root, head.Size, head.Root, prover.Consistency(known.Size, head.Size)) ? null
            : new Contradiction(town, "ledger.rewritten", head.Size, known.Size, file);
    }

    private async Task<(SignedCheckpoint Cosigned, List<Contradiction> Contradictions)> Submit(int town, SignedCheckpoint checkpoint, TileProver prover, CancellationToken cancel)
    {
        var contradictions = new List<Contradiction>();
        var size = checkpoint.Body.Size;
        foreach (var (key, client) in Witnesses.Where(w => !checkpoint.Note.Signatures.Any(s => w.Key.Verifies(checkpoint.Note.Text, s))))
        {
            var answer = await client.SubmitAsync(checkpoint, 0, old => prover.Consistency(old, size), cancel);
            if (answer.Done(out var cosignature, out var refusal))
            {
                checkpoint = checkpoint.With(cosignature);
            }
            else if (Contradicts(refusal, size) is { } code && refusal.Values[0] is long known && known > FileOf(town).Accepted(key.Name))
            {
                contradictions.Add(new Contradiction(town, code, size, known, key.Name));
            }
        }

        return (checkpoint, contradictions);
    }

    private static string? Contradicts(Refusal refusal, long size) => refusal.Code switch
    {
        "ledger.witness.conflict" when refusal.Values[0] is long known && known > size => "ledger.rolled-back",
        "ledger.witness.proof" or "ledger.witness.split" => "ledger.rewritten",
        _ => null,
    };
}
