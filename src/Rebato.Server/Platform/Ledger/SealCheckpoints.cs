using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;
using Rebato.Platform.Notices;

namespace Rebato.Platform.Ledger;

/// <summary>Every minute in which the ledger grew: its head is signed, cosigned by the witnesses, and remembered outside the database.</summary>
internal sealed class SealCheckpoints(Storage storage, Checkpoints checkpoints, Witnessing witnessing) : Job
{
    public override string Name => "seal-checkpoints";
    public override TimeSpan Every => TimeSpan.FromMinutes(1);

    public override async Task Run(IServiceProvider scope, Town town, CancellationToken cancel)
    {
        await checkpoints.Advance(town.Id);
        foreach (var found in await witnessing.Cosign(town.Id, cancel))
        {
            await Tell(scope, town, found, cancel);
        }
    }

    /// <summary>Once for each size that a witness holds against us, however often it says so.</summary>
    private async Task Tell(IServiceProvider scope, Town town, Contradiction found, CancellationToken cancel)
    {
        await storage.Commit<Nothing>(town.Id, Actor.Office, w =>
        {
            w.Record(town.Log, new LedgerContradicted(found.Known, found.Code, found.Size, found.KnownSize));
            return Task.FromResult(Outcome<Nothing>.From(default(Nothing)));
        }, cancel);
        witnessing.FileOf(town.Id).Accept(found.Known, found.KnownSize);
        await scope.GetRequiredService<NoticeBoard>().Alarm(
            "ledger-contradicted", [NoticeValue.Of(found.Known)], "/libro", Role.SecurityOfficer, Role.Dpo, Role.SecurityCommittee, Role.SystemAdministrator);
    }
}
