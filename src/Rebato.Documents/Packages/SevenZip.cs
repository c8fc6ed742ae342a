using SharpCompress.Archives.SevenZip;

namespace Rebato.Documents.Packages;

/// <summary>7z: inspected file by file; there is no writer for it, so cleaning is refused with the way out (pack as ZIP).</summary>
internal static class SevenZip
{
    public static byte[] Inspect(byte[] file, Scrubbing scrubbing)
    {
        scrubbing.Obstruct("repack-as-zip");
        using var archive = SevenZipArchive.OpenArchive(new MemoryStream(file, false), new SharpCompress.Readers.ReaderOptions());
        var entries = archive.Entries.Where(e => !e.IsDirectory).ToList();
        if (entries.Exists(e => e.IsEncrypted)) throw new UnfitException("encrypted", scrubbing.Place("7z"));
        scrubbing.Spend(0, entries.Count);
        foreach (var entry in entries)
        {
            if (entry.LastModifiedTime is { } time) scrubbing.Removed("archive-dates", "7z", $"{time:yyyy-MM-dd}");
            if (entry.Size > scrubbing.Limits.Unpacked) throw new UnfitException("too-big-inside", scrubbing.Place("7z"));
            using var from = entry.OpenEntryStream();
            using var into = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = from.Read(buffer)) > 0; into.Write(buffer, 0, read)) scrubbing.Spend(read);
            if (into.Length > 0) scrubbing.Nested(into.ToArray(), entry.Key ?? "?");
        }
        return file;
    }
}
