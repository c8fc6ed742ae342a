using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Notices;

/// <summary>Tells roles of something: on the screen at once, and by every channel that the town hall has set up.</summary>
internal sealed class NoticeBoard(Office office, PeopleDesk people, IEnumerable<INoticeChannel> channels)
{
    public const string Screen = "screen";

    /// <summary>Who would be reached by which channel; read before the act that tells.</summary>
    public async Task<IReadOnlyList<(string Channel, string Target)>> Ways(Telling telling)
    {
        var reached = new HashSet<Guid>();
        foreach (var role in telling.Roles)
        {
            reached.UnionWith(await people.Holding(role));
        }

        if (telling.Person is { } person)
        {
            reached.Add(person);
        }

        return [.. channels.SelectMany(channel => channel.Targets(reached).Select(target => (channel.Name, target)))];
    }

    /// <summary>Within an act: the notices and what has to leave the office are kept with it, or not at all.</summary>
    public static IReadOnlyList<string> Tell(Writing w, Telling telling, IReadOnlyList<(string Channel, string Target)> ways)
    {
        foreach (var role in telling.Roles)
        {
            w.Db.Add(Notice.Of(NewId.At(w.Now), telling, role, null, w.Now));
        }

        if (telling.Person is { } person)
        {
            w.Db.Add(Notice.Of(NewId.At(w.Now), telling, null, person, w.Now));
        }

        foreach (var (channel, target) in ways)
        {
            w.Db.Add(Delivery.Of(NewId.At(w.Now), telling.Id, channel, target, w.Now));
        }

        return [Screen, .. ways.Select(way => way.Channel).Distinct()];
    }

    /// <summary>An alarm of the office itself; not told again while the last of its kind stands unseen.</summary>
    public async Task Alarm(string kind, IReadOnlyList<NoticeValue> values, string link, params Role[] roles)
    {
        if (await office.Db.Set<Notice>().AnyAsync(n => n.Kind == kind && n.SeenAt == null))
        {
            return;
        }

        var telling = new Telling(NewId.At(office.Now), kind, values, link, roles);
        var ways = await Ways(telling);
        await office.Commit<Nothing>(Actor.Office, w =>
        {
            Tell(w, telling, ways);
            return Task.FromResult(Outcome<Nothing>.From(default(Nothing)));
        });
    }

    /// <summary>What somebody has not seen yet, or saw lately; newest first, each telling once.</summary>
    public async Task<IReadOnlyList<Notice>> For(Actor actor, bool seen, int most = 50)
    {
        var roles = actor.Roles.Select(role => (Role?)role).ToList();
        var mine = await office.Db.Set<Notice>()
            .Where(n => (n.SeenAt != null) == seen && (n.Person == actor.Id || roles.Contains(n.Role)))
            .OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(most * 4).ToListAsync();
        return [.. mine.DistinctBy(n => n.Telling).Take(most)];
    }

    /// <summary>Somebody has seen a telling, for each of the roles in which they were told.</summary>
    public Task<Outcome<Nothing>> See(Actor actor, Guid telling) => office.Commit<Nothing>(actor, async w =>
    {
        var told = await w.Db.Set<Notice>().Where(n => n.Telling == telling && n.SeenAt == null).ToListAsync();
        foreach (var notice in told.Where(n => n.Person == actor.Id || (n.Role is { } role && actor.Has(role))))
        {
            notice.See(actor.Id, w.Now);
        }

        return default(Nothing);
    });
}
