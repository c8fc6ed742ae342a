using System.Globalization;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>What a witness answers, in the terms of C2SP tlog-witness.</summary>
/// <param name="Status">HTTP status: 200, 400, 403, 404, 409 or 422.</param>
/// <param name="Body">The cosignature line, the known size, or empty.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Accepted">The checkpoint to keep, with its cosignature, before answering; null when nothing is to be kept.</param>
/// <param name="Refusal">Why not; null on 200.</param>
public sealed record WitnessAnswer(int Status, string Body, string ContentType, SignedCheckpoint? Accepted, Refusal? Refusal)
{
    public const string SizeType = "text/x.tlog.size";
    internal const string TextType = "text/plain; charset=utf-8";
}

/// <summary>
/// The rules of a witness (C2SP tlog-witness): it cosigns a checkpoint only when it proves to continue the last one it
/// cosigned. Whoever calls keeps that last checkpoint, and runs answer and keeping as one step.
/// </summary>
/// <param name="key">A cosignature key.</param>
/// <param name="logKeys">The keys of the logs it knows; a key's name is the log's origin.</param>
public sealed class Witness(NoteSigner key, IReadOnlyCollection<NoteVerifier> logKeys)
{
    /// <param name="body">The request as it came.</param>
    /// <param name="latest">The last checkpoint kept for an origin; null when there is none.</param>
    /// <param name="now">What the cosignature will say.</param>
    public WitnessAnswer Answer(ReadOnlySpan<byte> body, Func<string, SignedCheckpoint?> latest, Instant now)
    {
        if (!WitnessRequest.Parse(body).Done(out var request, out var malformed))
            return Refuse(400, malformed);
        var head = request.Checkpoint.Body;
        var keys = logKeys.Where(known => known.Name == head.Origin).ToList();
        if (keys.Count == 0)
            return Refuse(404, new("ledger.witness.unknownLog", null, null, head.Origin));
        if (!request.Checkpoint.Note.Verify(keys).Accepted)
            return Refuse(403, new("ledger.witness.signature", null, null, head.Origin));
        if (request.OldSize > head.Size)
            return Refuse(400, new("ledger.witness.oldSize", null, null, request.OldSize, head.Size));
        var known = latest(head.Origin)?.Body ?? new Checkpoint(head.Origin, 0, MerkleTree.EmptyRoot);
        if (request.OldSize != known.Size)
            return Conflict(known.Size);
        if (known.Size == head.Size && known.Root != head.Root)
            return Refuse(409, new("ledger.witness.split", null, null, known.Size));
        if (!MerkleProof.Extends(known.Size, known.Root, head.Size, head.Root, [.. request.Proof]))
            return Refuse(422, new("ledger.witness.proof", null, null, known.Size, head.Size));
        return Cosign(request.Checkpoint, keys, now);
    }

    private WitnessAnswer Cosign(SignedCheckpoint checkpoint, List<NoteVerifier> keys, Instant now)
    {
        var cosignature = key.Sign(checkpoint.Body.ToString(), now);
        var own = checkpoint.Note.Signatures.Where(signature => keys.Exists(known => known.Made(signature)));
        var accepted = checkpoint with { Note = checkpoint.Note with { Signatures = [.. own, cosignature] } };
        return new(200, cosignature.ToString(), WitnessAnswer.TextType, accepted, null);
    }

    private static WitnessAnswer Conflict(long size) => new(
        409, size.ToString(CultureInfo.InvariantCulture) + "\n", WitnessAnswer.SizeType, null, new("ledger.witness.conflict", null, null, size));

    private static WitnessAnswer Refuse(int status, Refusal refusal) => new(status, "", WitnessAnswer.TextType, null, refusal);
}
