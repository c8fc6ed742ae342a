using System.Net.Sockets;
using System.Threading.RateLimiting;
using Rebato.Platform.Cli;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>How many reports one machine may send in a while: enough for a bad morning, too few to drown the desk.</summary>
internal sealed class ReportRate : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter;

    public ReportRate(OfficeSettings settings)
    {
        var options = new FixedWindowRateLimiterOptions { PermitLimit = settings.Reports.Most, Window = settings.Reports.Window, QueueLimit = 0 };
        limiter = PartitionedRateLimiter.Create<string, string>(machine => RateLimitPartition.GetFixedWindowLimiter(machine, _ => options));
    }

    /// <summary>Counts one; null when it may come in, otherwise how long until the next may.</summary>
    public TimeSpan? Wait(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(Machine(context));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>One machine has a whole /64 of IPv6 addresses.</summary>
    private static string Machine(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        var bytes = address?.GetAddressBytes() ?? [];
        var wide = address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false };
        return Convert.ToHexString(wide ? bytes.AsSpan(0, 8) : bytes);
    }
}
