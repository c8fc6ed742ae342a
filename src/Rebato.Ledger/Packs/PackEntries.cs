using System.IO.Compression;
using System.Text;

namespace Rebato.Ledger;

/// <summary>The files of a pack by path; what is there twice is a finding, and neither is read.</summary>
internal sealed class PackEntries
{
    private readonly Findings findings;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);

    public PackEntries(ZipArchive zip, Findings findings)
    {
        this.findings = findings;
        foreach (var same in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).GroupBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (same.Skip(1).Any())
                findings.Fail("file", "twice", same.Key);
            else
                entries.Add(same.Key, same.First());
        }
    }

    public bool Has(string path) => entries.ContainsKey(path);

    /// <summary>The whole file; null when it is not there or longer than <paramref name="limit"/>.</summary>
    public async Task<byte[]?> ReadAsync(string path, int limit, CancellationToken cancellation)
    {
        if (!entries.TryGetValue(path, out var entry) || entry.Length > limit)
            return null;
        await using var stream = await entry.OpenAsync(cancellation).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        var (size, _) = await HashedCopy.RunAsync(stream, bytes, limit, cancellation).ConfigureAwait(false);
        return size <= limit ? bytes.ToArray() : null;
    }

    public async Task<string?> TextAsync(string path, CancellationToken cancellation) =>
        await ReadAsync(path, SignedNote.MaxLength, cancellation).ConfigureAwait(false) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Names every file that was changed, taken away or added.</summary>
    public async Task CompareAsync(PackIndex index, CancellationToken cancellation)
    {
        var bad = false;
        foreach (var file in index.Files)
        {
            if (!entries.TryGetValue(file.Path, out var entry))
            {
                findings.Fail("file", "missing", file.Path);
                bad = true;
                continue;
            }
            await using var stream = await entry.OpenAsync(cancellation).ConfigureAwait(false);
            var (size, hash) = await HashedCopy.RunAsync(stream, null, file.Size, cancellation).ConfigureAwait(false);
            if (size == file.Size && hash.ToHex() == file.Sha256)
                continue;
            findings.Fail("file", "changed", file.Path);
            bad = true;
        }
        var known = index.Files.Select(file => file.Path).Append(PackPath.Index).Append(PackPath.Signature).ToHashSet(StringComparer.Ordinal);
        foreach (var added in entries.Keys.Where(path => !known.Contains(path)).Order(StringComparer.Ordinal))
        {
            findings.Fail("file", "added", added);
            bad = true;
        }
        if (!bad)
            findings.Pass("file", index.Files.Count);
    }
}
