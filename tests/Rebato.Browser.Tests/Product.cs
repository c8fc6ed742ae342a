using System.Diagnostics;

namespace Rebato.Browser.Tests;

/// <summary>The real program as people start it: its own process, a data folder of its own, a free port.</summary>
public sealed class Product : IAsyncDisposable
{
    private const string Announcement = "Rebato escucha en ";

    private readonly Process process;
    private readonly string folder;

    private Product(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Starts <c>rebato VERB</c> (serve, demo) and waits until it says where it listens.</summary>
    public static async Task<Product> Start(string verb)
    {
        var folder = Directory.CreateTempSubdirectory("rebato-browser-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in (string[])[Executable(), verb, "--urls", "http://127.0.0.1:0", "--data", Path.Combine(folder, "data")])
            start.ArgumentList.Add(argument);
        if (verb == "demo")
        {
            start.ArgumentList.Add("--certificate-url");
            start.ArgumentList.Add("https://127.0.0.1:0");
        }
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.StartsWith(Announcement, StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync(); // what it says later must not fill the pipe
            return new Product(process, folder, new Uri(line[Announcement.Length..].Trim()));
        }
        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"rebato {verb} ended without listening:\n{string.Join('\n', said)}\n{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The server's own build output, of the same configuration as these tests.</summary>
    private static string Executable()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var file = Path.Combine(Screen.RepositoryRoot, "src", "Rebato.Server", "bin", configuration, "net10.0", "rebato.dll");
        return File.Exists(file) ? file : throw new InvalidOperationException($"{file} is not built.");
    }
}
