using System.Globalization;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Notices;

namespace Rebato.Platform.Ledger;

/// <summary>
/// Before anybody is served: the ledger must continue what was signed and witnessed. A database restored from an older
/// copy, or one with another history, never starts in silence (ENS mp.info.6; storage that proves itself).
/// </summary>
internal sealed class StartComparison(Storage storage, Witnessing witnessing)
{
    private static readonly Role[] Told = [Role.SecurityOfficer, Role.Dpo, Role.SecurityCommittee, Role.SystemAdministrator];

    /// <param name="acceptedFor">The reason to start all the same; null or blank when nobody gave one.</param>
    /// <param name="cancel">Ends the wait for witnesses.</param>
    /// <returns>What was accepted; empty when everything agrees.</returns>
    public async Task<IReadOnlyList<Contradiction>> Run(string? acceptedFor, CancellationToken cancel)
    {
        var accepted = new List<Contradiction>();
        foreach (var town in storage.Towns)
        {
            foreach (var contradiction in await witnessing.Compare(town, cancel))
            {
                if (string.IsNullOrWhiteSpace(acceptedFor))
                {
                    throw contradiction.Refused;
                }

                await Record(contradiction, acceptedFor.Trim());
                witnessing.Accept(contradiction, await witnessing.Head(town));
                accepted.Add(contradiction);
            }
        }

        return accepted;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task Record(Contradiction found, string reason)
    {
        var done = await storage.Commit<Nothing>(found.Town, Actor.Console, w =>
        {
            var values = new[] { reason, Number(found.KnownSize), Number(found.Size) }.Select(NoticeValue.Of).ToList();
            NoticeBoard.Tell(w, new Telling(NewId.At(w.Now), "ledger-accepted", values, "/libro", Told), []);
            w.Record(storage.LogOf(found.Town), new RollbackAccepted(found.Code, reason, found.Size, found.KnownSize, found.Known));
            return Task.FromResult(Outcome<Nothing>.From(default(Nothing)));
        });
        if (done.Refusal is { } refusal)
        {
            throw new StorageRefused(refusal.Code);
        }
    }
}
