using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// What a receipt carries beside the proof: the leaf, the facts for people, the log's key and, if disclosed, salt and
/// payload. Big-endian, every field in its place, nothing optional but the disclosure.
/// </summary>
internal static class ReceiptExtra
{
    private const int LongestPayload = 1024 * 1024;

    public static ByteWriter WriteExtra(this ByteWriter writer, Receipt receipt)
    {
        var leaf = receipt.Leaf.Encode();
        writer
            .U16(leaf.Length).Bytes(leaf)
            .Text(receipt.Number)
            .Text(receipt.Town)
            .Text(receipt.LogKey.Name)
            .U8((byte)receipt.LogKey.Algorithm)
            .U16(receipt.LogKey.PublicKey.Length).Bytes(receipt.LogKey.PublicKey.Span);
        if (receipt.Disclosure is not { } disclosure)
            return writer.U8(0);
        if (disclosure.Payload.Length > LongestPayload || disclosure.Salt.Length != Commitment.SaltLength)
            throw new InvalidOperationException("A payload has at most 1 MiB and its salt 32 bytes.");
        return writer.U8(1).Bytes(disclosure.Salt).U32((uint)disclosure.Payload.Length).Bytes(disclosure.Payload);
    }

    /// <summary>Reads the fields; the caller fills in index, path and checkpoint, and checks the end.</summary>
    public static Outcome<Receipt> ReadExtra(this ref ByteReader reader)
    {
        var record = reader.Bytes(reader.U16("leaf"), "leaf");
        var (number, town, name, algorithm) = (reader.Text("number"), reader.Text("town"), reader.Text("key"), reader.U8("key"));
        var key = reader.Bytes(reader.U16("key"), "key");
        var disclosed = reader.U8("disclosed");
        Disclosure? disclosure = null;
        if (disclosed == 1)
        {
            var salt = reader.Bytes(Commitment.SaltLength, "salt");
            var length = reader.U32("payload");
            disclosure = new(reader.Bytes(length <= LongestPayload ? (int)length : -1, "payload").ToArray(), salt.ToArray());
        }
        if (reader.Failed is not null || disclosed > 1)
            return new Refusal("ledger.receipt.field", Field: reader.Failed ?? "disclosed");
        if (!Leaf.Decode(record).Done(out var leaf, out var refusal))
            return refusal;
        return NoteVerifier.Of(name, algorithm, key).Done(out var logKey, out refusal)
            ? new Receipt(leaf, 0, [], new(new("", 0, default), new("", [])), logKey, number, town, disclosure)
            : refusal;
    }
}
