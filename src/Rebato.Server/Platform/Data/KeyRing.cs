using System.Security.Cryptography;
using System.Text;

namespace Rebato.Platform.Data;

/// <summary>
/// The secrets that live outside the database. From one master key (32 random bytes, keys/master.key) every other
/// key is derived by HKDF-SHA256 (RFC 5869) for one purpose and one town: what knows the search key cannot open a
/// record, and who copies the database alone has neither.
/// </summary>
public sealed class KeyRing
{
    private const int KeyBytes = 32;
    private readonly byte[] master;

    private KeyRing(byte[] master, string folder)
    {
        this.master = master;
        Folder = folder;
    }

    public string Folder { get; }

    /// <summary>A value that tells whether a database belongs to these keys, and tells nothing else.</summary>
    public byte[] CheckValue => Derive("check", 0);

    /// <summary>
    /// Whether a database was ever written with these keys: then an empty one is a lost one, and not a first start.
    /// </summary>
    public bool Used => File.Exists(Mark);

    private string Mark => Path.Combine(Folder, "used");

    public void MarkUsed()
    {
        if (!Used)
        {
            PrivateFile.Write(Mark, CheckValue);
        }
    }

    public static KeyRing Open(DataFolder folder)
    {
        var path = Path.Combine(folder.Keys, "master.key");
        if (!File.Exists(path))
        {
            if (File.Exists(folder.Database))
            {
                throw new StorageRefused("storage.key-missing", path);
            }

            PrivateFile.Write(path, RandomNumberGenerator.GetBytes(KeyBytes));
        }

        var bytes = File.ReadAllBytes(path);
        return bytes.Length == KeyBytes ? new KeyRing(bytes, folder.Keys) : throw new StorageRefused("storage.key-damaged", path);
    }

    /// <summary>Keys that live as long as the object: for tests and benchmarks.</summary>
    public static KeyRing Passing(string folder) => new(RandomNumberGenerator.GetBytes(KeyBytes), folder);

    public byte[] Derive(string purpose, int town) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: Encoding.UTF8.GetBytes($"rebato/{purpose}/{town}"));
}
