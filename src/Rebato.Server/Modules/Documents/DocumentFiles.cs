namespace Rebato.Modules.Documents;

/// <summary>The files named on a command line: a folder stands for every file under it.</summary>
internal static class DocumentFiles
{
    /// <summary>Each file with its name under what was typed; null, and the name, when something typed is not there.</summary>
    public static (List<(string Path, string Name)>? Files, string Missing) Find(IEnumerable<string> typed)
    {
        var found = new List<(string, string)>();
        foreach (var path in typed)
        {
            if (Directory.Exists(path))
            {
                found.AddRange(Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                    .Order(StringComparer.Ordinal).Select(f => (f, Path.GetRelativePath(path, f))));
            }
            else if (File.Exists(path)) found.Add((path, Path.GetFileName(path)));
            else return (null, path);
        }
        return (found, "");
    }
}
