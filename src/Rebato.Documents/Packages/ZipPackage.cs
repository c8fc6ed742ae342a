using System.IO.Compression;
using System.Text;

namespace Rebato.Documents.Packages;

/// <summary>One file inside a ZIP; <see cref="Stored"/> asks for no compression when it is written.</summary>
internal sealed record ZipPart(string Name, byte[] Bytes, bool Stored = false);

/// <summary>
/// Reads a ZIP through its directory within the budget, and writes it anew with fixed dates and nothing but names and
/// bytes: comments, extra fields, gaps, what precedes or follows, and entries out of the directory are left behind.
/// </summary>
internal static class ZipPackage
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static FileKind KindOf(ReadOnlySpan<byte> file)
    {
        using var zip = Open(file.ToArray());
        if (zip.GetEntry("mimetype") is { Length: < 200 } mimetype)
        {
            using var reader = new StreamReader(mimetype.Open(), Encoding.ASCII);
            var type = reader.ReadToEnd().Trim();
            if (type.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal)) return FileKind.OpenDocument;
            if (type == "application/epub+zip") return FileKind.Epub;
        }
        if (zip.GetEntry("[Content_Types].xml") is not null) return FileKind.OpenXml;
        return zip.GetEntry("META-INF/manifest.xml") is not null && zip.GetEntry("content.xml") is not null ? FileKind.OpenDocument : FileKind.Zip;
    }

    public static List<ZipPart> Read(byte[] file, Scrubbing scrubbing)
    {
        using var zip = Open(file);
        if (zip.Comment.Length > 0) scrubbing.Removed("archive-comment", "zip", zip.Comment);
        if (file is not [0x50, 0x4B, ..]) scrubbing.Removed("trailing-data", "zip");
        var parts = new List<ZipPart>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            if (entry.IsEncrypted) throw new UnfitException("encrypted", scrubbing.Place(entry.FullName));
            if (!names.Add(entry.FullName)) throw new UnfitException("duplicate-part", scrubbing.Place(entry.FullName));
            if (entry.Comment.Length > 0) scrubbing.Removed("archive-comment", entry.FullName, entry.Comment);
            if (entry.LastWriteTime.DateTime > Epoch.DateTime) scrubbing.Removed("archive-dates", "zip", $"{entry.LastWriteTime.DateTime:yyyy-MM-dd}");
            parts.Add(new(entry.FullName, Unpack(entry, scrubbing), entry.CompressedLength == entry.Length));
        }
        return parts;
    }

    public static byte[] Write(IEnumerable<ZipPart> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                var entry = zip.CreateEntry(part.Name, part.Stored ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
                entry.LastWriteTime = Epoch;
                entry.ExternalAttributes = 0;
                using var into = entry.Open();
                into.Write(part.Bytes);
            }
        }
        return stream.ToArray();
    }

    private static ZipArchive Open(byte[] file) => new(new MemoryStream(file, false), ZipArchiveMode.Read, false, Encoding.UTF8);

    /// <summary>Counts what really comes out: the sizes written in the directory are only what the sender claims.</summary>
    private static byte[] Unpack(ZipArchiveEntry entry, Scrubbing scrubbing)
    {
        scrubbing.Spend(0, 1);
        if (entry.Length > scrubbing.Limits.Unpacked) throw new UnfitException("too-big-inside", scrubbing.Place(entry.FullName));
        using var from = entry.Open();
        using var into = new MemoryStream((int)Math.Min(entry.Length, 1 << 20));
        var buffer = new byte[1 << 16];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            scrubbing.Spend(read);
            into.Write(buffer, 0, read);
            if (into.Length > 16 << 20 && into.Length / Math.Max(1, entry.CompressedLength) > scrubbing.Limits.Ratio)
                throw new UnfitException("bomb", scrubbing.Place(entry.FullName));
        }
        return into.ToArray();
    }
}
