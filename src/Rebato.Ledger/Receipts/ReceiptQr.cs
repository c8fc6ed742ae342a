using System.IO.Compression;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// The QR form of a receipt: <c>RBT1:</c> and the base45 (RFC 9285) of a raw deflate (RFC 1951) of the same fields in
/// binary, all of it in the QR alphanumeric set. Quantum-safe cosignatures stay out: one alone is larger than a QR code.
/// </summary>
public static class ReceiptQr
{
    public const string Prefix = "RBT1:";

    /// <summary>What a QR code of version 30 holds in alphanumeric mode at level L (ISO/IEC 18004, table 7).</summary>
    public const int MaxCharacters = 2520;

    private const int LongestBinary = 64 * 1024;
    private const int MostSignatures = 16;

    /// <summary>
    /// The text for the QR code, at most <see cref="MaxCharacters"/>: with the payload if it fits, otherwise without it.
    /// Refused when not even that fits, which takes an extraordinary number of witnesses.
    /// </summary>
    public static Outcome<string> Write(Receipt receipt)
    {
        var text = Encode(receipt);
        if (text.Length > MaxCharacters)
            text = Encode(receipt.Withheld());
        return text.Length <= MaxCharacters ? text : new Refusal("ledger.qr.tooLong", null, null, MaxCharacters);
    }

    /// <summary>Reads the text of a QR code; line ends around it do not matter.</summary>
    public static Outcome<Receipt> Read(ReadOnlySpan<char> text)
    {
        text = text.Trim("\r\n");
        if (!text.StartsWith(Prefix) || !Base45.TryDecode(text[Prefix.Length..], out var deflated))
            return new Refusal("ledger.qr.text");
        return Inflate(deflated) is { } binary ? Decode(binary) : new Refusal("ledger.qr.text");
    }

    private static string Encode(Receipt receipt)
    {
        var body = receipt.Checkpoint.Body;
        var signatures = receipt.Checkpoint.Note.Signatures.Where(signature => signature.Bytes.Length < 256).ToList();
        var writer = new ByteWriter()
            .WriteExtra(receipt)
            .I64(receipt.Index)
            .U8(receipt.Path.Count);
        foreach (var hash in receipt.Path)
            writer.Digest(hash);
        writer.Text(body.Origin).I64(body.Size).Digest(body.Root).U8(signatures.Count);
        foreach (var signature in signatures)
            writer.Text(signature.Name).U32(signature.KeyId).U8(signature.Bytes.Length).Bytes(signature.Bytes);
        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(writer.ToArray());
        return Prefix + Base45.Encode(deflated.ToArray());
    }

    private static Outcome<Receipt> Decode(ReadOnlySpan<byte> binary)
    {
        var reader = new ByteReader(binary);
        if (!reader.ReadExtra().Done(out var receipt, out var refusal))
            return refusal;
        var index = reader.Count("index");
        var path = Digest.Read(reader.Bytes(reader.U8("path") * Digest.Length, "path")).ToArray();
        var body = new Checkpoint(reader.Text("origin"), reader.Count("size"), reader.Digest("root"));
        var signatures = new NoteSignature[Math.Min(reader.U8("signatures"), (byte)MostSignatures)];
        for (var i = 0; i < signatures.Length; i++)
        {
            var (name, id) = (reader.Text("signature"), reader.U32("signature"));
            signatures[i] = new(name, id, reader.Bytes(reader.U8("signature"), "signature").ToArray());
        }
        if (reader.Failed is not null || reader.Left > 0)
            return new Refusal("ledger.receipt.field", Field: reader.Failed ?? "end");
        // Through the text form, so that a receipt read from a QR code meets every rule a file meets.
        return SignedCheckpoint.Parse(new SignedNote(body.ToString(), signatures).ToBytes()).Done(out var checkpoint, out refusal)
            ? receipt with { Index = index, Path = path, Checkpoint = checkpoint }
            : refusal;
    }

    private static byte[]? Inflate(byte[] deflated)
    {
        using var inflate = new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress);
        var binary = new byte[LongestBinary + 1];
        try
        {
            var length = inflate.ReadAtLeast(binary, binary.Length, throwOnEndOfStream: false);
            return length <= LongestBinary ? binary[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
