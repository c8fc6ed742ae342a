using System.IO.Compression;
using System.Text;

namespace Rebato.Engines.Tests.Documents;

/// <summary>ZIPs made by hand.</summary>
internal static class Zip
{
    public static byte[] Of(params (string Name, object Content)[] entries) => Of("", entries);

    public static byte[] Of(string comment, params (string Name, object Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            zip.Comment = comment;
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(2024, 5, 6, 7, 8, 10, TimeSpan.Zero);
                if (comment.Length > 0) entry.Comment = comment;
                using var into = entry.Open();
                into.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            }
        }
        return stream.ToArray();
    }

    public static Dictionary<string, byte[]> Read(ReadOnlyMemory<byte> file)
    {
        using var zip = new ZipArchive(new MemoryStream(file.ToArray()));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var from = e.Open();
            using var into = new MemoryStream();
            from.CopyTo(into);
            return into.ToArray();
        });
    }

    public static string Text(ReadOnlyMemory<byte> file, string name) => Encoding.UTF8.GetString(Read(file)[name]);
}
