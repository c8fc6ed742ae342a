using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>Reads what a witness answered, trusting nothing but its key.</summary>
public static class WitnessReply
{
    /// <summary>The cosignature in a 200: the first line that is the witness's and holds over this checkpoint.</summary>
    public static Outcome<NoteSignature> Cosignature(SignedCheckpoint checkpoint, ReadOnlySpan<byte> body, NoteVerifier witness)
    {
        byte[] note = [.. Encoding.UTF8.GetBytes(checkpoint.Note.Text), (byte)'\n', .. body];
        if (!SignedNote.Parse(note).Done(out var answered, out _))
            return new Refusal("ledger.witness.silent");
        return answered.Signatures.FirstOrDefault(signature => witness.Verifies(answered.Text, signature)) is { } cosignature
            ? cosignature
            : new Refusal("ledger.witness.notSigned");
    }

    /// <summary>The size in the body of a 409.</summary>
    public static Outcome<long> Size(ReadOnlySpan<byte> body) =>
        body is [.. var digits, (byte)'\n'] && Checkpoint.Decimal.TryParse(Encoding.ASCII.GetString(digits), out var size)
            ? size
            : new Refusal("ledger.witness.silent");
}
