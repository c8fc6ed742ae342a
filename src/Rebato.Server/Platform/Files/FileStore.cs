using System.Security.Cryptography;
using Rebato.Platform.Data;

namespace Rebato.Platform.Files;

/// <summary>A file that came in whole, not yet part of any act: its hash is known, and nobody opened it.</summary>
public sealed record IncomingFile(string Name, string Sha256, long Size, string Path) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}

/// <summary>
/// Files as evidence: taken in while they are hashed, sealed under the key of the record they belong to, kept outside
/// everything that is served, and checked against their hash whenever they are read. Nothing here looks inside.
/// </summary>
public sealed class FileStore(DataFolder folder)
{
    private const int Chunk = 64 * 1024;

    /// <summary>Takes a stream in; null, and nothing kept, when it is longer than <paramref name="most"/> bytes.</summary>
    public async Task<IncomingFile?> TakeIn(string name, Stream content, long most, CancellationToken cancel)
    {
        var path = Path.Combine(folder.Incoming, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                var buffer = new byte[Chunk];
                int read;
                while ((read = await content.ReadAsync(buffer, cancel)) > 0)
                {
                    size += read;
                    if (size > most)
                    {
                        break;
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
            }

            if (size > most)
            {
                File.Delete(path);
                return null;
            }

            return new IncomingFile(CleanName(name), Convert.ToHexStringLower(hash.GetHashAndReset()), size, path);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Seals an incoming file under <paramref name="key"/> at its place, flushed; before the act that records it.</summary>
    public async Task Keep(IncomingFile incoming, Guid evidence, byte[] key, CancellationToken cancel)
    {
        var beside = PlaceOf(evidence) + ".new";
        try
        {
            await using (var from = File.OpenRead(incoming.Path))
            await using (var to = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                await SealedFile.Write(key, evidence, from, to, cancel);
                to.Flush(flushToDisk: true);
            }

            File.Move(beside, PlaceOf(evidence), overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>
    /// Opens a kept file into <paramref name="to"/> and tells whether its content is still the one of
    /// <paramref name="sha256"/>. Null when the file is gone.
    /// </summary>
    public async Task<FileCheck> CopyTo(Guid evidence, byte[] key, string sha256, Stream to, CancellationToken cancel)
    {
        if (!File.Exists(PlaceOf(evidence)))
        {
            return FileCheck.Missing;
        }

        await using var from = File.OpenRead(PlaceOf(evidence));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await SealedFile.Read(key, evidence, from, async chunk =>
            {
                hash.AppendData(chunk.Span);
                await to.WriteAsync(chunk, cancel);
            }, cancel);
        }
        catch (CryptographicException)
        {
            return FileCheck.Altered;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == sha256 ? FileCheck.Whole : FileCheck.Altered;
    }

    /// <summary>Takes a kept file away: its act was refused, or its record was erased.</summary>
    public void Remove(Guid evidence) => File.Delete(PlaceOf(evidence));

    /// <summary>Whether a kept file is whole, without giving it to anybody.</summary>
    public Task<FileCheck> Check(Guid evidence, byte[] key, string sha256, CancellationToken cancel) =>
        CopyTo(evidence, key, sha256, Stream.Null, cancel);

    /// <summary>Removes what came in and never became part of an act: the process died in between.</summary>
    public void SweepIncoming()
    {
        foreach (var left in Directory.EnumerateFiles(folder.Incoming).Concat(Directory.EnumerateFiles(folder.Files, "*.new", SearchOption.AllDirectories)))
        {
            File.Delete(left);
        }
    }

    private string PlaceOf(Guid evidence)
    {
        var name = evidence.ToString("N");
        var shelf = Path.Combine(folder.Files, name[^2..]);
        Directory.CreateDirectory(shelf);
        return Path.Combine(shelf, name);
    }

    /// <summary>Only the last part of a path, without control characters: the name is shown and never used as one.</summary>
    private static string CleanName(string name)
    {
        var shown = PlainText.Line(name.Split('/', '\\')[^1]);
        return shown.Length == 0 ? "sin-nombre" : shown.Length <= 200 ? shown : PlainText.Line(shown[..200]);
    }
}

public enum FileCheck
{
    Whole,
    Altered,
    Missing,
}
