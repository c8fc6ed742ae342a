using System.Text;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>Signs the ledger's head, keeps what was signed, and has it cosigned by witnesses elsewhere.</summary>
public sealed class Checkpoints(Storage storage, LogKeys keys)
{
    /// <summary>The head as it is now, signed.</summary>
    public async Task<SignedCheckpoint> Sign(LedgerReader reader)
    {
        var (size, root) = await reader.Head();
        var signer = keys.Of(reader.Town);
        return new Checkpoint(signer.Name, size, root).Sign(signer, storage.Time.Now);
    }

    /// <summary>The newest one kept; null before the first.</summary>
    public async Task<SignedCheckpoint?> Newest(int town)
    {
        await using var db = storage.Reading(town);
        var note = await db.Set<LedgerCheckpoint>().OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync();
        return note is not null && SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(note)).Done(out var checkpoint, out _) ? checkpoint : null;
    }

    /// <summary>Signs and keeps the head when the ledger grew since the last one kept; null when it did not.</summary>
    public async Task<SignedCheckpoint?> Advance(int town)
    {
        await using var reader = new LedgerReader(storage, town);
        var checkpoint = await Sign(reader);
        if (checkpoint.Body.Size == 0 || (await Newest(town))?.Body.Size == checkpoint.Body.Size)
        {
            return null;
        }

        await Keep(town, checkpoint);
        return checkpoint;
    }

    /// <summary>Keeps a checkpoint, or the further cosignatures of one already kept.</summary>
    public async Task Keep(int town, SignedCheckpoint checkpoint) =>
        await storage.Commit<Nothing>(town, Actor.Office, async w =>
        {
            var kept = await w.Db.Set<LedgerCheckpoint>().SingleOrDefaultAsync(c => c.Size == checkpoint.Body.Size);
            if (kept is null)
            {
                w.Db.Add(new LedgerCheckpoint { Size = checkpoint.Body.Size, Note = checkpoint.ToString() });
            }
            else
            {
                kept.Note = checkpoint.ToString();
            }

            return default(Nothing);
        });
}
