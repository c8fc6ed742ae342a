namespace Rebato.Platform.Data;

/// <summary>Files that only the office's account may read, written whole or not at all.</summary>
public static class PrivateFile
{
    /// <summary>Writes beside, flushes to the disk, then renames: after a power cut the old file or the new one is there, never half.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
