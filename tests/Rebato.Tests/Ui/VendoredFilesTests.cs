using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Rebato.Tests.Ui;

/// <summary>What we ship and did not write is exactly what the manifest says, and comes with its licence.</summary>
public sealed class VendoredFilesTests
{
    private static readonly string Root = RepositoryRoot();
    private static readonly string Vendor = Path.Combine(Root, "src", "Rebato.Server", "wwwroot", "vendor");

    [Fact]
    public void Every_vendored_file_is_in_the_manifest_with_its_hash_and_nothing_else_is()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Vendor, "MANIFIESTO.json")));
        var promised = manifest.RootElement.GetProperty("ficheros").EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetString()!);
        var present = Directory.EnumerateFiles(Vendor, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "MANIFIESTO.json")
            .ToDictionary(file => Path.GetRelativePath(Vendor, file), file => "sha384-" + Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(file))));

        Assert.NotEmpty(present);
        Assert.Equal(promised.OrderBy(pair => pair.Key, StringComparer.Ordinal), present.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_package_in_the_manifest_has_its_licence_text()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Vendor, "MANIFIESTO.json")));
        var licences = File.ReadAllText(Path.Combine(Vendor, "LICENCIAS.txt"));
        foreach (var package in manifest.RootElement.GetProperty("paquetes").EnumerateObject())
            Assert.Contains($"{package.Name} {package.Value.GetString()} (", licences, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_of_the_front_end_names_no_registry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(Root, "tools", "frontend", "package-lock.json")), StringComparison.Ordinal);

    internal static string RepositoryRoot([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
}
