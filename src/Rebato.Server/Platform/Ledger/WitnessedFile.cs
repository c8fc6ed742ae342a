using System.Text;
using System.Text.Json;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>
/// What is remembered of a town's ledger outside its database, beside the keys: the last checkpoint sealed, with the
/// cosignatures it got, and the contradictions with which somebody started the office all the same.
/// </summary>
internal sealed class WitnessedFile(KeyRing keys, int town)
{
    public string Path { get; } = System.IO.Path.Combine(keys.Folder, $"witnessed-{town}.note");

    private string AcceptedPath => System.IO.Path.Combine(keys.Folder, $"accepted-{town}.json");

    /// <summary>Null before the first; a file that the log's key did not sign stops the start.</summary>
    public SignedCheckpoint? Read(NoteVerifier log)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        return SignedCheckpoint.Parse(File.ReadAllBytes(Path)).Done(out var checkpoint, out _) && checkpoint.Note.Signatures.Any(s => log.Verifies(checkpoint.Note.Text, s))
            ? checkpoint
            : throw new StorageRefused("ledger.witnessed-damaged", Path);
    }

    public void Write(SignedCheckpoint checkpoint) => PrivateFile.Write(Path, checkpoint.ToBytes());

    /// <summary>The size up to which a witness may contradict, because somebody answered for it.</summary>
    public long Accepted(string witness) => AllAccepted().GetValueOrDefault(witness);

    public void Accept(string witness, long size)
    {
        var all = AllAccepted();
        all[witness] = Math.Max(size, all.GetValueOrDefault(witness));
        PrivateFile.Write(AcceptedPath, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(all)));
    }

    private Dictionary<string, long> AllAccepted() =>
        File.Exists(AcceptedPath) ? JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(AcceptedPath)) ?? [] : [];
}
