using System.Net;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Platform.Ledger;

/// <summary>Talks to a witness (C2SP tlog-witness). It believes nothing but signatures of the witness's key.</summary>
/// <param name="http">Opened by whoever composes the program, with its time limit.</param>
/// <param name="prefix">The submission prefix, e.g. <c>http://testigo.example:5081/</c>.</param>
/// <param name="witness">The witness's public key.</param>
public sealed class WitnessClient(HttpClient http, Uri prefix, NoteVerifier witness)
{
    private readonly Uri endpoint = new(prefix.ToString().TrimEnd('/') + "/add-checkpoint");

    /// <summary>
    /// Submits a checkpoint and gives the cosignature. When the witness knows another size than
    /// <paramref name="lastSize"/> it is asked once more from that one. Refused with <c>ledger.witness.conflict</c> when
    /// it knows a longer log than ours (ours was rolled back), with <c>ledger.witness.proof</c> or <c>.split</c> when our log
    /// does not continue what it saw (ours was rewritten), with <c>ledger.witness.silent</c> when it cannot be reached.
    /// </summary>
    /// <param name="checkpoint">Signed by the log.</param>
    /// <param name="lastSize">The size it is thought to know; 0 when nothing is known.</param>
    /// <param name="proofFrom">Gives the consistency proof from an older size to the checkpoint's.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Outcome<NoteSignature>> SubmitAsync(
        SignedCheckpoint checkpoint, long lastSize, Func<long, IReadOnlyList<Digest>> proofFrom, CancellationToken cancellation = default)
    {
        for (var again = false; ; again = true)
        {
            var proof = lastSize == 0 ? [] : proofFrom(lastSize);
            var reply = await SendAsync(new WitnessRequest(lastSize, proof, checkpoint), cancellation);
            if (reply is null)
                return new Refusal("ledger.witness.silent");
            if (reply.Status != HttpStatusCode.Conflict || reply.Type != WitnessAnswer.SizeType)
                return Conclude(reply, checkpoint, lastSize);
            if (!WitnessReply.Size(reply.Body).Done(out lastSize, out var refusal))
                return refusal;
            if (again || lastSize > checkpoint.Body.Size)
                return new Refusal("ledger.witness.conflict", null, null, lastSize);
        }
    }

    /// <summary>
    /// The size of the log as the witness last saw it, asked as tlog-witness says: with an old size of zero. A witness
    /// that had seen nothing takes this checkpoint for the first, and the answer is 0.
    /// </summary>
    public async Task<Outcome<long>> LastSizeAsync(SignedCheckpoint checkpoint, CancellationToken cancellation = default)
    {
        var reply = await SendAsync(new WitnessRequest(0, [], checkpoint), cancellation);
        if (reply is null)
            return new Refusal("ledger.witness.silent");
        if (reply.Status == HttpStatusCode.Conflict && reply.Type == WitnessAnswer.SizeType)
            return WitnessReply.Size(reply.Body);
        return Conclude(reply, checkpoint, 0).Done(out _, out var refusal) ? 0L : refusal;
    }

    private Outcome<NoteSignature> Conclude(Reply reply, SignedCheckpoint checkpoint, long lastSize)
    {
        var head = checkpoint.Body;
        return reply.Status switch
        {
            HttpStatusCode.OK => WitnessReply.Cosignature(checkpoint, reply.Body, witness),
            HttpStatusCode.Conflict => new Refusal("ledger.witness.split", null, null, head.Size),
            HttpStatusCode.UnprocessableEntity => new Refusal("ledger.witness.proof", null, null, lastSize, head.Size),
            HttpStatusCode.NotFound => new Refusal("ledger.witness.unknownLog", null, null, head.Origin),
            HttpStatusCode.Forbidden => new Refusal("ledger.witness.signature", null, null, head.Origin),
            _ => new Refusal("ledger.witness.silent"),
        };
    }

    private sealed record Reply(HttpStatusCode Status, string? Type, byte[] Body);

    private async Task<Reply?> SendAsync(WitnessRequest request, CancellationToken cancellation)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(request.ToBytes()) };
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await response.Content.LoadIntoBufferAsync(SignedNote.MaxLength, cancellation);
            return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or IOException
            || (unreachable is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
