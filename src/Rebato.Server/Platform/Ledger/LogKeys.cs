using System.Collections.Concurrent;
using System.Text;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// The key with which each town's ledger signs its checkpoints: one file a town beside the master key, outside the
/// database. The public half is published by the town hall, and with it anybody verifies.
/// </summary>
public sealed class LogKeys(Storage storage)
{
    private readonly ConcurrentDictionary<int, NoteSigner> signers = new();

    /// <summary>The key of a town, made the first time.</summary>
    public NoteSigner Of(int town) => signers.GetOrAdd(town, Load);

    private NoteSigner Load(int town)
    {
        var path = Path.Combine(storage.Keys.Folder, $"log-{town}.key");
        if (!File.Exists(path))
        {
            var made = NoteSigner.Generate($"rebato/{storage.LogOf(town):N}");
            PrivateFile.Write(path, Encoding.UTF8.GetBytes(made.Export() + "\n"));
            return made;
        }

        return NoteSigner.Parse(File.ReadAllText(path)).Done(out var signer, out _) ? signer : throw new StorageRefused("storage.key-damaged", path);
    }
}
