using System.Collections.Concurrent;
using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>
/// When each session was last seen by this node. The table is written at most every half minute, so that reading
/// pages does not cost a flush of the disk each.
/// </summary>
internal sealed class LastSeen
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, Instant> seen = new();

    public Instant Of(Session session) => seen.TryGetValue(session.Id, out var at) && at > session.LastSeen ? at : session.LastSeen;

    /// <summary>Notes that it was seen; true when the table should be told.</summary>
    public bool Touch(Session session, Instant now)
    {
        seen[session.Id] = now;
        return now - session.LastSeen >= Between;
    }

    public void Forget(Guid session) => seen.TryRemove(session, out _);
}
