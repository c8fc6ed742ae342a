using System.IO.Compression;
using System.Text;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

internal static class TestPack
{
    private static readonly TestLog Log = new(9);

    public static PackContents Contents() => new(
        "Incidente 2026/0004", TestLog.Noon, Log.Receipt(3).Checkpoint, TestLog.Key.Verifier,
        [new(Log.Receipt(3), "Se recibe el aviso"), new(Log.Receipt(5).Withheld(), "Se clasifica")],
        [File("documents/acta.pdf", "%PDF-1.7 acta"), File("evidence/correo.eml", "From: alguien@example.com")],
        [new("evidence/disco.img", "La custodia la Guardia Civil")],
        Encoding.UTF8.GetBytes("<!doctype html><title>Verificar</title>"));

    public static async Task<byte[]> Write(bool reversed = false)
    {
        var contents = Contents();
        if (reversed)
            contents = contents with { Events = [.. contents.Events.Reverse()], Files = [.. contents.Files.Reverse()] };
        using var bytes = new MemoryStream();
        await Pack.WriteAsync(bytes, contents, TestLog.Key, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    /// <summary>What somebody does who unpacks it, meddles, and zips it again with another tool.</summary>
    public static async Task<byte[]> Rezip(Action<Dictionary<string, byte[]>> meddle)
    {
        var files = new Dictionary<string, byte[]>();
        using (var zip = new ZipArchive(new MemoryStream(await Write())))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = new MemoryStream();
                await using var stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
                await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
                files.Add(entry.FullName, content.ToArray());
            }
        }
        meddle(files);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var stream = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    private static PackFile File(string path, string content) =>
        new(path, "internal", "", _ => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(content))));
}
