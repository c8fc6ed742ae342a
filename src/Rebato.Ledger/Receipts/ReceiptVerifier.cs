using System.Text.Json;

namespace Rebato.Ledger;

/// <summary>Checks a receipt against the keys one trusts, and says of each thing whether it matches.</summary>
public static class ReceiptVerifier
{
    /// <summary>
    /// <paramref name="trusted"/> holds the log's key and those of witnesses. When it is empty the key inside the
    /// receipt is used and the verdict warns that its fingerprint has to be compared.
    /// </summary>
    public static Verdict Verify(Receipt receipt, IReadOnlyCollection<NoteVerifier> trusted, LedgerFile kind = LedgerFile.Receipt)
    {
        var findings = new Findings();
        findings.Pass("format");
        CheckpointCheck.Run(findings, receipt.Checkpoint, trusted, receipt.LogKey);
        Inclusion(findings, receipt);
        Payload(findings, receipt);
        var leaf = receipt.Leaf;
        findings.Tell("type", leaf.Type, true);
        findings.Tell("at", leaf.At.ToString(), true);
        findings.Tell("article", leaf.Article, true);
        findings.Tell("event", leaf.EventId.ToString(), true);
        findings.Tell("index", receipt.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), true);
        return findings.Verdict(kind);
    }

    private static void Inclusion(Findings findings, Receipt receipt)
    {
        if (receipt.Index != receipt.Leaf.Seq)
            findings.Fail("position", "failed", receipt.Leaf.Seq, receipt.Index);
        else
            findings.Pass("position", receipt.Index);
        var head = receipt.Checkpoint.Body;
        var root = MerkleProof.RootOf(receipt.Leaf.Hash(), receipt.Index, head.Size, [.. receipt.Path]);
        if (root is null)
            findings.Fail("inclusion", "shape", receipt.Index, head.Size, receipt.Path.Count);
        else if (root != head.Root)
            findings.Fail("inclusion", "failed", root.Value.ToBase64(), head.Root.ToBase64());
        else
            findings.Pass("inclusion", receipt.Index, head.Size);
    }

    private static void Payload(Findings findings, Receipt receipt)
    {
        if (receipt.Disclosure is not { } disclosure)
        {
            findings.Skip("payload", "withheld");
            Facts(findings, receipt, null);
            return;
        }
        var computed = Commitment.Of(disclosure.Salt, disclosure.Payload);
        if (computed == receipt.Leaf.Commitment)
            findings.Pass("payload", disclosure.Payload.Length);
        else
            findings.Fail("payload", "failed", computed.ToHex(), receipt.Leaf.Commitment.ToHex());
        Facts(findings, receipt, disclosure.Payload);
    }

    /// <summary>Number and town lie outside the leaf: they are proven only where the payload says the same.</summary>
    private static void Facts(Findings findings, Receipt receipt, byte[]? payload)
    {
        Fact(findings, "number", receipt.Number, payload);
        Fact(findings, "town", receipt.Town, payload);
    }

    private static void Fact(Findings findings, string name, string value, byte[]? payload)
    {
        var proven = payload is null ? null : Member(payload, name);
        findings.Tell(name, value, proven == value);
        if (proven is null)
            findings.Skip(name, "unproven", value);
        else if (proven == value)
            findings.Pass(name, value);
        else
            findings.Fail(name, "failed", value, proven);
    }

    private static string? Member(byte[] json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var member)
                && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
