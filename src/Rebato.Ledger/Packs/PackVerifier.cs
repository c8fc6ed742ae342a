using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// Verifies a pack file by file with bounded memory, also one that was unpacked and zipped again: what counts is that
/// exactly the files of the signed index are there, byte for byte.
/// </summary>
public static class PackVerifier
{
    private const int LongestIndex = 64 * 1024 * 1024;

    /// <summary>Refused when the stream, which must be able to seek, is a ZIP but no pack.</summary>
    public static async Task<Outcome<Verdict>> VerifyAsync(
        Stream pack, IReadOnlyCollection<NoteVerifier> trusted, CancellationToken cancellation = default)
    {
        var findings = new Findings();
        try
        {
            await using var zip = await ZipArchive.CreateAsync(pack, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8, cancellation).ConfigureAwait(false);
            var entries = new PackEntries(zip, findings);
            if (!entries.Has(PackPath.Index) && !entries.Has(PackPath.Signature))
                return new Refusal("ledger.file.otherZip");
            await RunAsync(findings, entries, trusted, cancellation).ConfigureAwait(false);
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or NotSupportedException or ArgumentException or JsonException)
        {
            findings.Fail("format", "damaged");
        }
        return findings.Verdict(LedgerFile.Pack);
    }

    private static async Task RunAsync(
        Findings findings, PackEntries entries, IReadOnlyCollection<NoteVerifier> trusted, CancellationToken cancellation)
    {
        var json = await entries.ReadAsync(PackPath.Index, LongestIndex, cancellation).ConfigureAwait(false);
        if (json is null || CanonicalJson.Read<PackIndex>(json) is not { Format: PackIndex.CurrentFormat } index
            || index.Files.Any(file => file is null) || index.Missing.Any(item => item is null))
        {
            findings.Fail("format", "index");
            return;
        }
        findings.Pass("format");
        findings.Tell("subject", index.Subject, true);
        findings.Tell("made", index.At, true);
        var checkpoint = await CheckpointAsync(entries, index, cancellation).ConfigureAwait(false);
        if (!checkpoint.Done(out var head, out var refusal))
        {
            findings.Unreadable(refusal);
            return;
        }
        var enclosed = await entries.TextAsync(PackPath.Key, cancellation).ConfigureAwait(false);
        NoteVerifier.Parse(enclosed ?? "").Done(out var key, out _);
        var keys = CheckpointCheck.Run(findings, head, trusted, key);
        await IndexAsync(findings, entries, index, json, keys, cancellation).ConfigureAwait(false);
        await entries.CompareAsync(index, cancellation).ConfigureAwait(false);
        await PackLedgerCheck.RunAsync(findings, entries, index, head, cancellation).ConfigureAwait(false);
        foreach (var item in index.Missing)
            findings.Warn("warning.missing", item.Path, item.Reason);
    }

    private static async Task<Outcome<SignedCheckpoint>> CheckpointAsync(PackEntries entries, PackIndex index, CancellationToken cancellation)
    {
        var bytes = await entries.ReadAsync(PackPath.Checkpoint, SignedNote.MaxLength, cancellation).ConfigureAwait(false);
        if (!SignedCheckpoint.Parse(bytes ?? []).Done(out var checkpoint, out var refusal))
            return refusal;
        return checkpoint.Body.Origin == index.Origin ? checkpoint : new Refusal("ledger.checkpoint.otherLog", null, null, index.Origin, checkpoint.Body.Origin);
    }

    /// <summary>The signature over the hash of the index is what a consistent rewrite of the whole pack cannot have.</summary>
    private static async Task IndexAsync(
        Findings findings, PackEntries entries, PackIndex index, byte[] json, IReadOnlyList<NoteVerifier> keys, CancellationToken cancellation)
    {
        var bytes = await entries.ReadAsync(PackPath.Signature, SignedNote.MaxLength, cancellation).ConfigureAwait(false);
        if (keys.Count == 0)
            findings.Skip("index", "noKey");
        else if (!SignedNote.Parse(bytes ?? []).Done(out var note, out _))
            findings.Fail("index", "absent");
        else if (!note.Verify(keys).Accepted)
            findings.Fail("index", "signature", index.Origin);
        else if (note.Text != index.NoteText(json))
            findings.Fail("index", "failed");
        else
            findings.Pass("index", index.Origin);
    }
}
