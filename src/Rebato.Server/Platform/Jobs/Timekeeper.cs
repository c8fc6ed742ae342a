using System.Runtime.InteropServices;
using Rebato.Kernel;

namespace Rebato.Platform.Jobs;

/// <summary>
/// What time it is. The wall clock, and beside it the time since the host started, which nobody can set: the second
/// shows when the first was moved.
/// </summary>
public class Timekeeper(TimeProvider provider)
{
    public TimeProvider Provider { get; } = provider;

    public Instant Now => Instant.From(Provider.GetUtcNow());

    /// <summary>Microseconds since the host started, sleep included where the system tells it.</summary>
    public virtual long BootMicros => Provider == TimeProvider.System
        ? BootTime()
        : (long)(Provider.GetTimestamp() * 1_000_000.0 / Provider.TimestampFrequency);

    private static long BootTime()
    {
        const int clockBootTime = 7;
        return OperatingSystem.IsLinux() && ClockGetTime(clockBootTime, out var time) == 0
            ? (time.Seconds * 1_000_000) + (time.Nanoseconds / 1000)
            : Environment.TickCount64 * 1000;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
