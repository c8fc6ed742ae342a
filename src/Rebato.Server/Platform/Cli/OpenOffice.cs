using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Platform.Jobs;

namespace Rebato.Platform.Cli;

/// <summary>The data folder, opened: what every command that works on it begins with.</summary>
public sealed class OpenOffice : IAsyncDisposable
{
    private OpenOffice(DataFolder folder, Storage storage, OfficeSettings settings, IConfigurationRoot configuration)
    {
        Folder = folder;
        Storage = storage;
        Settings = settings;
        Configuration = configuration;
    }

    public DataFolder Folder { get; }
    public Storage Storage { get; }
    public OfficeSettings Settings { get; }
    public IConfigurationRoot Configuration { get; }

    public static async Task<OpenOffice> At(string path, IEnumerable<KeyValuePair<string, string?>> commandLine, CancellationToken cancel, TimeProvider? clock = null)
    {
        var folder = DataFolder.TryOpen(path) ?? throw new StorageRefused("storage.in-use", path);
        try
        {
            new FileStore(folder).SweepIncoming();
            var (settings, configuration) = OfficeSettings.Read(folder.Settings, commandLine);
            DatabaseEngine engine = settings.Postgres.Length > 0 ? new PostgresEngine(settings.Postgres) : new SqliteEngine(folder.Database);
            var storage = await Storage.Open(engine, KeyRing.Open(folder), new Timekeeper(clock ?? TimeProvider.System), cancel);
            return new OpenOffice(folder, storage, settings, configuration);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        Folder.Dispose();
    }
}
