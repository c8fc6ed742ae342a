using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>Recognises by its content any file this product gives out as proof, and verifies it.</summary>
public static class FileVerifier
{
    private const int Longest = ReceiptFile.MaxLength;

    /// <summary>
    /// Verifies a receipt, the text of its QR code, a checkpoint or a pack. The stream must be able to seek. With no
    /// trusted key, the one inside the file is used and the verdict warns. Refused when it is none of these, or when
    /// a checkpoint, which holds no key, comes without one.
    /// </summary>
    public static async Task<Outcome<Verdict>> VerifyAsync(
        Stream file, IReadOnlyCollection<NoteVerifier> trusted, CancellationToken cancellation = default)
    {
        var head = new byte[4];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        file.Position = 0;
        if (length == 4 && head.AsSpan().SequenceEqual("PK\u0003\u0004"u8))
            return await PackVerifier.VerifyAsync(file, trusted, cancellation).ConfigureAwait(false);
        if (file.Length > Longest)
            return new Refusal("ledger.file.unknown");
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        return VerifyText(bytes, trusted);
    }

    private static Outcome<Verdict> VerifyText(ReadOnlySpan<byte> bytes, IReadOnlyCollection<NoteVerifier> trusted)
    {
        if (bytes.StartsWith("c2sp.org/tlog-proof@"u8))
            return Receipt(ReceiptFile.Read(bytes), LedgerFile.Receipt, trusted);
        if (bytes.TrimStart("\r\n"u8).StartsWith(Encoding.ASCII.GetBytes(ReceiptQr.Prefix)))
            return Receipt(ReceiptQr.Read(Encoding.ASCII.GetString(bytes)), LedgerFile.ReceiptQr, trusted);
        if (bytes.IndexOf("\n\n— "u8) < 0)
            return new Refusal("ledger.file.unknown");
        var findings = new Findings();
        if (!SignedCheckpoint.Parse(bytes).Done(out var checkpoint, out var refusal))
        {
            findings.Unreadable(refusal);
            return findings.Verdict(LedgerFile.Checkpoint);
        }
        if (trusted.Count == 0)
            return new Refusal("ledger.file.keyNeeded", null, null, checkpoint.Body.Origin);
        findings.Pass("format");
        CheckpointCheck.Run(findings, checkpoint, trusted, enclosed: null);
        return findings.Verdict(checkpoint.Note.Signatures.Count > 1 ? LedgerFile.CosignedCheckpoint : LedgerFile.Checkpoint);
    }

    private static Verdict Receipt(Outcome<Receipt> read, LedgerFile kind, IReadOnlyCollection<NoteVerifier> trusted)
    {
        if (read.Done(out var receipt, out var refusal))
            return ReceiptVerifier.Verify(receipt, trusted, kind);
        var findings = new Findings();
        findings.Unreadable(refusal);
        return findings.Verdict(kind);
    }
}
