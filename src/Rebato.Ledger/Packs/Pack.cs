using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Rebato.Ledger;

/// <summary>
/// Writes an evidence pack: one ZIP that verifies itself. Files go out one after the other with bounded memory, stored
/// and not compressed, in the order of their paths, every time the same; the index and its signature come last.
/// </summary>
public static class Pack
{
    private const int Plain = unchecked((int)0x81A40000); // -rw-r--r-- of a regular file, as Unix unpackers read it

    /// <summary>
    /// The same contents and key give the same bytes. <paramref name="signer"/> is the log's key and signs the hash of the
    /// index. Throws when the contents contradict themselves: a path twice, a receipt that leads to another checkpoint.
    /// </summary>
    public static async Task WriteAsync(Stream output, PackContents contents, NoteSigner signer, CancellationToken cancellation = default)
    {
        var events = contents.Events.OrderBy(moment => moment.Receipt.Leaf.Seq).ToList();
        Require(signer.Verifier.Algorithm == NoteAlgorithm.Ed25519 && signer.Name == contents.Checkpoint.Body.Origin, "The log's Ed25519 key signs the index.");
        Require(events.TrueForAll(moment => moment.Receipt.Checkpoint.ToString() == contents.Checkpoint.ToString()), "A receipt leads to another checkpoint.");
        Require(contents.Files.All(file => PackPath.IsFile(file.Path)), "A path leads out of documents/ and evidence/.");
        var files = contents.Files.Concat(Ledger(contents, events)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        Require(files.DistinctBy(file => file.Path, StringComparer.OrdinalIgnoreCase).Count() == files.Count, "A path comes twice.");

        // Not seekable on purpose: a file and a network stream get the same bytes.
        await using var forward = new ForwardStream(output);
        await using var zip = await ZipArchive.CreateAsync(forward, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation).ConfigureAwait(false);
        var entries = new List<PackIndex.Entry>();
        foreach (var file in files)
        {
            await using var content = await file.Open(cancellation).ConfigureAwait(false);
            var (size, hash) = await AddAsync(zip, file.Path, contents.At.Utc, content, cancellation).ConfigureAwait(false);
            entries.Add(new(file.Classification, file.Note, file.Path, hash.ToHex(), size));
        }
        var missing = contents.Missing.OrderBy(item => item.Path, StringComparer.Ordinal).ToList();
        var index = new PackIndex(contents.At.ToString(), entries, PackIndex.CurrentFormat, missing, contents.Checkpoint.Body.Origin, contents.Subject);
        var json = CanonicalJson.Write(index);
        var text = index.NoteText(json);
        var note = new SignedNote(text, [signer.Sign(text, contents.At)]);
        await AddAsync(zip, PackPath.Index, contents.At.Utc, new MemoryStream(json), cancellation).ConfigureAwait(false);
        await AddAsync(zip, PackPath.Signature, contents.At.Utc, new MemoryStream(note.ToBytes()), cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<PackFile> Ledger(PackContents contents, List<PackEvent> events)
    {
        yield return Bytes(PackPath.Checkpoint, contents.Checkpoint.ToBytes());
        yield return Bytes(PackPath.Key, Encoding.UTF8.GetBytes($"{contents.LogKey}\n"));
        yield return Bytes(PackPath.Leaves, LeafBundle.Write(events.Select(moment => moment.Receipt.Leaf)));
        yield return Bytes(PackPath.Timeline, CanonicalJson.Write(events.Select(moment => PackMoment.Of(moment.Receipt.Leaf, moment.Text))));
        yield return Bytes(PackPath.Page, contents.VerifierPage.ToArray());
        foreach (var moment in events)
            yield return Bytes(PackPath.Receipt(moment.Receipt.Leaf.Seq), ReceiptFile.Write(moment.Receipt));
    }

    private static PackFile Bytes(string path, byte[] bytes) =>
        new(path, "confidential", "", _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)));

    private static async Task<(long Size, Digest Hash)> AddAsync(
        ZipArchive zip, string path, DateTimeOffset at, Stream content, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
        entry.LastWriteTime = at;
        entry.ExternalAttributes = Plain;
        await using var target = await entry.OpenAsync(cancellation).ConfigureAwait(false);
        return await HashedCopy.RunAsync(content, target, long.MaxValue, cancellation).ConfigureAwait(false);
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new ArgumentException(otherwise);
    }
}

/// <summary>Copies a stream and hashes it on the way, in pieces of 64 KiB.</summary>
internal static class HashedCopy
{
    /// <summary>Stops one byte after <paramref name="limit"/>, so that nothing can swell beyond what it says it is.</summary>
    public static async Task<(long Size, Digest Hash)> RunAsync(Stream from, Stream? to, long limit, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var size = 0L;
        int read;
        while (size <= limit && (read = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            if (to is not null)
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            size += read;
        }
        return (size, new Digest(hash.GetHashAndReset()));
    }
}
