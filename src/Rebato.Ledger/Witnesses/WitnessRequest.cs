using System.Globalization;
using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// The body of <c>POST add-checkpoint</c> of C2SP tlog-witness: the size the witness is thought to know, the proof that the
/// log only grew since, and the new checkpoint.
/// </summary>
public sealed record WitnessRequest(long OldSize, IReadOnlyList<Digest> Proof, SignedCheckpoint Checkpoint)
{
    /// <summary>Bytes beyond which a request is not read.</summary>
    public const int MaxLength = SignedNote.MaxLength + (64 * 46);

    /// <summary>Hash lines the specification allows.</summary>
    public const int LongestProof = 63;

    /// <summary>Reads a request; the refusal names the line.</summary>
    public static Outcome<WitnessRequest> Parse(ReadOnlySpan<byte> body)
    {
        var blank = body.IndexOf("\n\n"u8);
        if (body.Length > MaxLength || blank < 0)
            return Line(1);
        var lines = Encoding.ASCII.GetString(body[..blank]).Split('\n');
        if (!lines[0].StartsWith("old ", StringComparison.Ordinal) || !Ledger.Checkpoint.Decimal.TryParse(lines[0].AsSpan(4), out var oldSize))
            return Line(1);
        if (lines.Length > 1 + LongestProof)
            return Line(2 + LongestProof);
        var proof = new Digest[lines.Length - 1];
        for (var i = 0; i < proof.Length; i++)
        {
            if (!Digest.TryParseBase64(lines[i + 1], out proof[i]))
                return Line(i + 2);
        }
        return SignedCheckpoint.Parse(body[(blank + 2)..]).Done(out var checkpoint, out var refusal)
            ? new WitnessRequest(oldSize, proof, checkpoint)
            : refusal;
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"old {OldSize}\n");
        foreach (var hash in Proof)
            text.Append(hash.ToBase64()).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Checkpoint).ToString());
    }

    private static Refusal Line(int number) => new("ledger.witness.request", null, "line", number);
}
