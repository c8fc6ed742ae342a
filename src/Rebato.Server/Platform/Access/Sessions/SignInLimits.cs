using System.Collections.Concurrent;
using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>
/// How often a sign-in may be tried: five times a minute for an account, twenty for an address (ENS op.acc.6). It is
/// kept in memory, by each node.
/// </summary>
internal sealed class SignInLimits(int perAccount = 5, int perAddress = 20)
{
    private const int MostKeys = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Queue<Instant>> tries = new(StringComparer.Ordinal);

    /// <summary>Counts a try, of an account when one is named; a refusal that says how many seconds to wait when there were too many.</summary>
    public Refusal? Try(byte[]? account, string address, Instant now)
    {
        Forget(now);
        var wait = Wait("i" + address, perAddress, now);
        if (account is not null && Wait("a" + Convert.ToHexString(account), perAccount, now) is var other && other > wait)
            wait = other;
        return wait > TimeSpan.Zero
            ? new Refusal("sign-in.too-many", null, null, (int)Math.Ceiling(wait.TotalSeconds))
            : null;
    }

    private TimeSpan Wait(string key, int most, Instant now)
    {
        var past = tries.GetOrAdd(key, _ => new Queue<Instant>());
        lock (past)
        {
            while (past.Count > 0 && past.Peek() + Window <= now)
                past.Dequeue();
            if (past.Count >= most)
                return past.Peek() + Window - now;
            past.Enqueue(now);
            return TimeSpan.Zero;
        }
    }

    private void Forget(Instant now)
    {
        if (tries.Count < MostKeys)
            return;
        foreach (var (key, past) in tries)
            lock (past)
                if (past.Count == 0 || past.Last() + Window <= now)
                    tries.TryRemove(key, out _);
    }
}
