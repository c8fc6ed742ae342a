namespace Rebato.Platform.Data;

/// <summary>
/// The one folder that is the office: database, keys, files, trust. One process at a time holds it: an operating
/// system lock, so that a crash never leaves it taken.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold)
    {
        Path = path;
        this.hold = hold;
    }

    public string Path { get; }
    public string Database => System.IO.Path.Combine(Path, "rebato.db");
    public string Settings => System.IO.Path.Combine(Path, "rebato.json");
    public string Keys => Folder("keys");
    public string Files => Folder("files");
    public string Incoming => Folder("incoming");
    public string Trust => Folder("trust");
    public string Tls => Folder("tls");
    public string Slips => Folder("slips");

    /// <summary>Opens the folder, making it when it does not exist; null when another process holds it.</summary>
    public static DataFolder? TryOpen(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        CreatePrivate(full);
        try
        {
            var hold = new FileStream(System.IO.Path.Combine(full, "rebato.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(full, hold);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => hold.Dispose();

    private string Folder(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        CreatePrivate(folder);
        return folder;
    }

    /// <summary>Only the account that runs the office may look inside.</summary>
    private static void CreatePrivate(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
