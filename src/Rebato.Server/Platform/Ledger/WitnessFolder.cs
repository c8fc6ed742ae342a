using System.Globalization;
using System.Text;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// What a witness keeps, as plain files: <c>witness.key</c>, <c>logs.txt</c> with the keys of the logs it accepts, the last
/// checkpoint it cosigned of each log, and, apart, every signed checkpoint that contradicts its past.
/// </summary>
public sealed class WitnessFolder
{
    private const int MostEvidence = 1000;
    private readonly string folder;

    private WitnessFolder(string folder, NoteSigner key) => (this.folder, Key) = (folder, key);

    public NoteSigner Key { get; }

    private string LogsFile => Path.Combine(folder, "logs.txt");
    private string Heads => Path.Combine(folder, "heads");
    private string Evidence => Path.Combine(folder, "evidence");

    /// <summary>Whether a witness lives there already.</summary>
    public static bool Exists(string folder) => File.Exists(KeyFile(folder));

    /// <summary>Opens the folder; the first time it makes the key under <paramref name="name"/>.</summary>
    public static Outcome<WitnessFolder> Open(string folder, string name)
    {
        var keyFile = KeyFile(folder);
        Directory.CreateDirectory(Path.Combine(folder, "heads"));
        Directory.CreateDirectory(Path.Combine(folder, "evidence"));
        if (!File.Exists(keyFile))
            PrivateFile.Write(keyFile, Encoding.UTF8.GetBytes(NoteSigner.Generate(name, NoteAlgorithm.CosignatureEd25519).Export() + "\n"));
        return NoteSigner.Parse(File.ReadAllText(keyFile)).Done(out var key, out _) && key.Verifier.Algorithm != NoteAlgorithm.Ed25519
            ? new WitnessFolder(folder, key)
            : new Refusal("cli.witness.key", null, null, keyFile);
    }

    /// <summary>The keys of the logs it accepts, those given now kept for the next time.</summary>
    public Outcome<List<NoteVerifier>> Accept(IEnumerable<NoteVerifier> given)
    {
        var keys = new List<NoteVerifier>();
        foreach (var line in File.Exists(LogsFile) ? File.ReadAllLines(LogsFile) : [])
        {
            if (!NoteVerifier.Parse(line).Done(out var key, out var refusal))
                return refusal;
            keys.Add(key);
        }
        keys = [.. keys.Concat(given).DistinctBy(key => key.ToString())];
        PrivateFile.Write(LogsFile, Encoding.UTF8.GetBytes(string.Concat(keys.Select(key => $"{key}\n"))));
        return keys;
    }

    /// <summary>
    /// The last checkpoint kept of each log. A file whose cosignature is not the witness's own is refused by name: a
    /// witness with a forged memory is worse than none.
    /// </summary>
    public Outcome<Dictionary<string, SignedCheckpoint>> Load()
    {
        var heads = new Dictionary<string, SignedCheckpoint>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Heads, "*.checkpoint"))
        {
            if (!SignedCheckpoint.Parse(File.ReadAllBytes(file)).Done(out var head, out _)
                || !head.Note.Verify([Key.Verifier]).Accepted || PathOf(head.Body.Origin) != file)
                return new Refusal("ledger.witness.state", null, null, file);
            heads.Add(head.Body.Origin, head);
        }
        return heads;
    }

    /// <summary>On the disk when this returns.</summary>
    public void Save(SignedCheckpoint head) => PrivateFile.Write(PathOf(head.Body.Origin), head.ToBytes());

    /// <summary>Keeps what a log signed against its own past: it proves that the log misbehaved.</summary>
    public void KeepEvidence(ReadOnlySpan<byte> request, Instant at)
    {
        if (Directory.EnumerateFiles(Evidence).Take(MostEvidence).Count() < MostEvidence)
            PrivateFile.Write(Path.Combine(Evidence, at.Micros.ToString(CultureInfo.InvariantCulture) + ".txt"), request);
    }

    /// <summary>When this witness cosigned the checkpoint it keeps.</summary>
    public Instant? SeenAt(SignedCheckpoint head) => head.Note.Verify([Key.Verifier]).Verified[0].At;

    private static string KeyFile(string folder) => Path.Combine(folder, "witness.key");

    private string PathOf(string origin) => Path.Combine(Heads, Digest.Of(Encoding.UTF8.GetBytes(origin)).ToHex() + ".checkpoint");
}
