using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Jobs;

namespace Rebato.Platform.Notices;

/// <summary>Sends what waits. Channels work side by side: one that is down delays nothing but its own.</summary>
internal sealed class SendNotices(IEnumerable<INoticeChannel> channels, NoticeWriter writer) : Job
{
    private const int AtOnce = 50;

    public override string Name => "send-notices";
    public override TimeSpan Every => TimeSpan.FromSeconds(15);

    public override async Task Run(IServiceProvider scope, Town town, CancellationToken cancel)
    {
        var office = scope.GetRequiredService<Office>();
        var now = office.Reckoned;
        var ready = new List<(INoticeChannel Channel, Delivery Delivery, OutgoingNotice Notice)>();
        foreach (var channel in channels)
        {
            var waiting = await office.Db.Set<Delivery>().Where(d => d.Channel == channel.Name && d.NextAt != null && d.NextAt <= now).OrderBy(d => d.NextAt).Take(AtOnce).ToListAsync(cancel);
            foreach (var delivery in waiting)
            {
                ready.Add((channel, delivery, await Prepare(scope, office, delivery, cancel)));
            }
        }

        await Task.WhenAll(ready.GroupBy(each => each.Channel).Select(async mine =>
        {
            foreach (var (channel, delivery, notice) in mine)
            {
                await Keep(office, delivery.Id, await Attempt(channel, notice, delivery.Target, cancel));
            }
        }));
    }

    private async Task<OutgoingNotice> Prepare(IServiceProvider scope, Office office, Delivery delivery, CancellationToken cancel)
    {
        var telling = await office.Db.Set<Notice>().Where(n => n.Telling == delivery.Telling).OrderBy(n => n.Id).ToListAsync(cancel);
        var facts = Guid.TryParse(delivery.Target, out var person) ? await scope.GetRequiredService<PeopleDesk>().FactsOf(person) : null;
        return writer.Write(office.Town, delivery, telling, facts?.Mail);
    }

    private static async Task<string?> Attempt(INoticeChannel channel, OutgoingNotice notice, string target, CancellationToken cancel)
    {
        try
        {
            return await channel.Send(notice, target, cancel);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return failed.Message;
        }
    }

    private static Task<Outcome<Nothing>> Keep(Office office, Guid delivery, string? error) => office.Commit<Nothing>(Actor.Office, async w =>
    {
        (await w.Db.Set<Delivery>().SingleAsync(d => d.Id == delivery)).Tried(error, office.Reckoned);
        return default(Nothing);
    });
}
