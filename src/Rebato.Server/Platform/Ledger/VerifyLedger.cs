using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;
using Rebato.Platform.Notices;

namespace Rebato.Platform.Ledger;

/// <summary>
/// Every night, between two and six on the town's wall, or as soon as the office runs when a day has passed: the whole
/// ledger is rechecked, and what does not match is told to those who answer for it.
/// </summary>
internal sealed class VerifyLedger : Job
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan AlmostADay = TimeSpan.FromHours(18);

    public override string Name => "verify-ledger";
    public override TimeSpan Every => TimeSpan.FromMinutes(15);

    public override async Task Run(IServiceProvider scope, Town town, CancellationToken cancel)
    {
        var office = scope.GetRequiredService<Office>();
        var last = await office.Db.Set<LedgerRecheck>().Select(r => (Instant?)r.At).SingleOrDefaultAsync(cancel);
        var since = last is { } at ? office.Reckoned - at : TimeSpan.MaxValue;
        if (since >= (office.Reckoned.In(town.TimeZone).Hour is >= 2 and < 6 ? AlmostADay : Day))
        {
            await Recheck(scope, Actor.Office, cancel);
        }
    }

    /// <summary>Rechecks now, records that it was done, and raises the alarm when something does not match.</summary>
    public static async Task<VerificationReport> Recheck(IServiceProvider scope, Actor actor, CancellationToken cancel)
    {
        var office = scope.GetRequiredService<Office>();
        var report = await scope.GetRequiredService<LedgerVerification>().Run(office.Town, null, cancel);
        await office.Commit<Nothing>(actor, async w =>
        {
            var recheck = await w.Db.Set<LedgerRecheck>().SingleOrDefaultAsync(cancel);
            if (recheck is null)
            {
                w.Db.Add(recheck = LedgerRecheck.Empty());
            }

            recheck.Set(report, office.Reckoned);
            w.Record(office.Town.Log, new LedgerVerified(report.Size, report.Root, report.Findings.Count, [.. report.Findings.Select(f => f.Code).Distinct()]));
            return default(Nothing);
        }, cancel);
        if (!report.Holds)
        {
            var first = report.Findings[0];
            await scope.GetRequiredService<NoticeBoard>().Alarm(
                "ledger-alarm", [NoticeValue.Of(report.Findings.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)), NoticeValue.Of(first.Table)], "/libro",
                Role.SecurityOfficer, Role.Dpo, Role.SecurityCommittee, Role.Registrar, Role.SystemAdministrator);
        }

        return report;
    }
}
