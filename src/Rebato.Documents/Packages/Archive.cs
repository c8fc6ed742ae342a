namespace Rebato.Documents.Packages;

/// <summary>A ZIP of files: each one is cleaned in its turn; one that cannot be, stops the whole.</summary>
internal static class Archive
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var clean = new List<ZipPart>();
        foreach (var part in ZipPackage.Read(file, scrubbing).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var last = Path.GetFileName(part.Name);
            if (last is "Thumbs.db" or ".DS_Store" or "desktop.ini" || part.Name.StartsWith("__MACOSX/", StringComparison.Ordinal))
            {
                scrubbing.Removed("private-data", part.Name);
                continue;
            }
            if (part.Name.EndsWith('/') || part.Bytes.Length == 0)
            {
                clean.Add(part with { Bytes = [] });
                continue;
            }
            var bytes = scrubbing.Nested(part.Bytes, part.Name);
            clean.Add(new(part.Name, bytes, Recognition.Of(bytes).IsPacked));
        }
        return ZipPackage.Write(clean);
    }
}
