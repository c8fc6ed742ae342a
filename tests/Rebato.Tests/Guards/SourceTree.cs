using System.Runtime.CompilerServices;

namespace Rebato.Tests.Guards;

/// <summary>The source text of the product, for guards that read it.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    /// <summary>C# files below a folder of the repository, as path from the root and text.</summary>
    public static IReadOnlyList<(string Path, string Text)> CSharp(string folder) =>
        [.. from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
            where !path.Contains("/obj/") && !path.Contains("/bin/") && !path.Contains("/Migrations/")
            orderby path
            select (path, File.ReadAllText(file))];

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Rebato.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
