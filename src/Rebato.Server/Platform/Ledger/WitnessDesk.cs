using Rebato.Kernel;
using Rebato.Ledger;
using Rebato.Platform.Jobs;

namespace Rebato.Platform.Ledger;

/// <summary>Answers one request after the other: asking, keeping and cosigning are one step, as tlog-witness demands.</summary>
public sealed class WitnessDesk(WitnessFolder folder, IReadOnlyCollection<NoteVerifier> logs, Dictionary<string, SignedCheckpoint> heads, Timekeeper time)
{
    private readonly Witness witness = new(folder.Key, logs);
    private readonly Lock turn = new();

    public WitnessAnswer Answer(byte[] request)
    {
        lock (turn)
        {
            var now = time.Now;
            var answer = witness.Answer(request, heads.GetValueOrDefault, now);
            if (answer.Accepted is { } head)
            {
                folder.Save(head);
                heads[head.Body.Origin] = head;
            }
            else if (answer.Refusal?.Code is "ledger.witness.proof" or "ledger.witness.split")
            {
                folder.KeepEvidence(request, now);
            }
            return answer;
        }
    }
}
