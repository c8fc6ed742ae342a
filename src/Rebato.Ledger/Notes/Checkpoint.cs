using System.Globalization;
using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// The head of a log at a size (C2SP tlog-checkpoint): three lines, origin, size and base64 root. Extension lines are
/// not written and not accepted: nobody could audit them, and an ML-DSA cosignature does not cover them.
/// </summary>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>Reads the text of a note; the refusal names the line.</summary>
    public static Outcome<Checkpoint> Parse(string text)
    {
        if (text.Split('\n') is not [var origin, var size, var root, ""])
            return new Refusal("ledger.checkpoint.lines");
        if (!IsOrigin(origin))
            return new Refusal("ledger.checkpoint.origin", Field: "line 1");
        if (!Decimal.TryParse(size, out var leaves))
            return new Refusal("ledger.checkpoint.size", Field: "line 2");
        if (!Digest.TryParseBase64(root, out var digest))
            return new Refusal("ledger.checkpoint.root", Field: "line 3");
        return new Checkpoint(origin, leaves, digest);
    }

    /// <summary>Signs it: the log does, and later each witness with <see cref="SignedCheckpoint.With"/>.</summary>
    public SignedCheckpoint Sign(NoteSigner signer, Instant at) =>
        new(this, new SignedNote(ToString(), [signer.Sign(ToString(), at)]));

    /// <summary>The note text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");

    internal static bool IsOrigin(string origin) => origin.Length > 0 && !origin.Any(char.IsControl);

    /// <summary>ASCII decimals without leading zeroes, up to 2⁶³−1, as tlog-checkpoint writes sizes.</summary>
    internal static class Decimal
    {
        public static bool TryParse(ReadOnlySpan<char> text, out long value) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && (text.Length == 1 || text[0] != '0');
    }
}

/// <summary>A checkpoint with its signature lines. Reading one proves nothing: verify its <see cref="Note"/>.</summary>
public sealed record SignedCheckpoint(Checkpoint Body, SignedNote Note)
{
    /// <summary>Reads a checkpoint file; the refusal names the line.</summary>
    public static Outcome<SignedCheckpoint> Parse(ReadOnlySpan<byte> bytes)
    {
        if (!SignedNote.Parse(bytes).Done(out var note, out var refusal))
            return refusal;
        return Checkpoint.Parse(note.Text).Done(out var body, out refusal) ? new SignedCheckpoint(body, note) : refusal;
    }

    /// <summary>With one more signature line.</summary>
    public SignedCheckpoint With(NoteSignature signature) => this with { Note = Note.With(signature) };

    public byte[] ToBytes() => Note.ToBytes();

    public override string ToString() => Note.ToString();
}
