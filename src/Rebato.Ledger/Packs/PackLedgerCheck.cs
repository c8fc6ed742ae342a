using System.Text.Json;

namespace Rebato.Ledger;

/// <summary>Whether the acts of a pack are in the log: every receipt, the bundle of leaves, and the timeline made of them.</summary>
internal static class PackLedgerCheck
{
    private const int LongestFile = 64 * 1024 * 1024;

    public static async Task RunAsync(
        Findings findings, PackEntries entries, PackIndex index, SignedCheckpoint head, CancellationToken cancellation)
    {
        var leaves = new List<Leaf>();
        var bad = false;
        foreach (var path in index.Files.Select(file => file.Path).Where(path => path.StartsWith(PackPath.Receipts, StringComparison.Ordinal)))
        {
            var bytes = await entries.ReadAsync(path, ReceiptFile.MaxLength, cancellation).ConfigureAwait(false);
            if (bytes is null)
                continue; // named already as a missing or changed file
            foreach (var failure in Failures(bytes, head, leaves))
            {
                findings.Fail("receipt", "failed", path, failure);
                bad = true;
            }
        }
        if (!bad)
            findings.Pass("receipt", leaves.Count);
        await LeavesAsync(findings, entries, leaves, cancellation).ConfigureAwait(false);
        await TimelineAsync(findings, entries, leaves, cancellation).ConfigureAwait(false);
    }

    private static List<string> Failures(byte[] bytes, SignedCheckpoint head, List<Leaf> leaves)
    {
        if (!ReceiptFile.Read(bytes).Done(out var receipt, out _))
            return ["format"];
        leaves.Add(receipt.Leaf);
        if (receipt.Checkpoint.ToString() != head.ToString())
            return ["checkpoint"];
        // The head was checked once for the whole pack; of each receipt only what is its own counts here.
        return [.. ReceiptVerifier.Verify(receipt, []).Failures.Select(failure => failure.Name).Where(name => name is not ("key" or "signature"))];
    }

    private static async Task LeavesAsync(Findings findings, PackEntries entries, List<Leaf> leaves, CancellationToken cancellation)
    {
        var bundle = await entries.ReadAsync(PackPath.Leaves, LongestFile, cancellation).ConfigureAwait(false) ?? [];
        if (LeafBundle.Read(bundle).Done(out var bundled, out _) && bundled.SequenceEqual(leaves))
            findings.Pass("leaves", leaves.Count);
        else
            findings.Fail("leaves", "failed", PackPath.Leaves);
    }

    private static async Task TimelineAsync(Findings findings, PackEntries entries, List<Leaf> leaves, CancellationToken cancellation)
    {
        var json = await entries.ReadAsync(PackPath.Timeline, LongestFile, cancellation).ConfigureAwait(false) ?? [];
        PackMoment?[] moments;
        try
        {
            moments = CanonicalJson.Read<PackMoment?[]>(json);
        }
        catch (JsonException)
        {
            findings.Fail("timeline", "failed", "-");
            return;
        }
        var wrong = moments.Zip(leaves).FirstOrDefault(pair => pair.First != PackMoment.Of(pair.Second, pair.First?.Text ?? ""));
        if (moments.Length != leaves.Count)
            findings.Fail("timeline", "length", moments.Length, leaves.Count);
        else if (wrong.Second is { } leaf)
            findings.Fail("timeline", "failed", leaf.Seq);
        else
            findings.Pass("timeline", moments.Length);
    }
}
