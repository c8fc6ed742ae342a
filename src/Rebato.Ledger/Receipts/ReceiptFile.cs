using System.Globalization;
using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// The file form of a receipt: a C2SP <c>tlog-proof</c>, so that any tool for transparency logs checks its proof. The
/// <c>extra</c> line holds <c>"RBX1"</c> and the fields of <see cref="ReceiptExtra"/>.
/// </summary>
public static class ReceiptFile
{
    /// <summary>Bytes beyond which a receipt is not read.</summary>
    public const int MaxLength = 2 * 1024 * 1024;
    internal const string Header = "c2sp.org/tlog-proof@v1\n";
    private const int LongestPath = 63;

    private static ReadOnlySpan<byte> Magic => "RBX1"u8;

    public static byte[] Write(Receipt receipt)
    {
        var text = new StringBuilder(Header)
            .Append("extra ").Append(Convert.ToBase64String(new ByteWriter().Bytes(Magic).WriteExtra(receipt).ToArray())).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"index {receipt.Index}\n");
        foreach (var hash in receipt.Path)
            text.Append(hash.ToBase64()).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append('\n').Append(receipt.Checkpoint).ToString());
    }

    /// <summary>Reads a receipt; the refusal names the line or the field. Reading it proves nothing yet.</summary>
    public static Outcome<Receipt> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaxLength)
            return new Refusal("ledger.receipt.tooLong", null, null, MaxLength);
        var blank = file.IndexOf("\n\n"u8);
        if (!file.StartsWith(Encoding.UTF8.GetBytes(Header)) || blank < 0)
            return new Refusal("ledger.receipt.header");
        // The head of a proof is ASCII; whatever is not becomes a line that does not parse.
        var lines = Encoding.ASCII.GetString(file[Header.Length..Math.Max(Header.Length, blank)]).Split('\n');
        if (lines is not [var extra, var index, .. var hashes])
            return new Refusal("ledger.receipt.line", null, "line", 2);
        if (!extra.StartsWith("extra ", StringComparison.Ordinal) || !Base64.TryDecode(extra.AsSpan(6), out var bytes))
            return new Refusal("ledger.receipt.line", null, "line", 2);
        if (!index.StartsWith("index ", StringComparison.Ordinal) || !Checkpoint.Decimal.TryParse(index.AsSpan(6), out var place))
            return new Refusal("ledger.receipt.line", null, "line", 3);
        if (hashes.Length > LongestPath)
            return new Refusal("ledger.receipt.line", null, "line", 4 + LongestPath);
        var path = new Digest[hashes.Length];
        for (var i = 0; i < path.Length; i++)
        {
            if (!Digest.TryParseBase64(hashes[i], out path[i]))
                return new Refusal("ledger.receipt.line", null, "line", 4 + i);
        }
        if (!ReadExtra(bytes).Done(out var receipt, out var refusal)
            || !SignedCheckpoint.Parse(file[(blank + 2)..]).Done(out var checkpoint, out refusal))
            return refusal;
        return receipt with { Index = place, Path = path, Checkpoint = checkpoint };
    }

    private static Outcome<Receipt> ReadExtra(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (!reader.Bytes(Magic.Length, "magic").SequenceEqual(Magic))
            return new Refusal("ledger.receipt.field", Field: "magic");
        var receipt = reader.ReadExtra();
        return receipt.Refusal is null && reader.Left > 0 ? new Refusal("ledger.receipt.field", Field: "end") : receipt;
    }
}
