using System.Runtime.InteropServices;
using Rebato.Kernel;

namespace Rebato.Platform.Jobs;

/// <summary>
/// What time it is. The wall clock, and beside it the time since the host started, which nobody can set: the second
/// shows when the first was moved.
/// </summary>
public class Timekeeper(TimeProvider provider)
{
    private volatile ReckonedClock? clock;

    public TimeProvider Provider { get; } = provider;

    public Instant Now => Instant.From(Provider.GetUtcNow());

    /// <summary>Microseconds since the host started, sleep included where the system tells it.</summary>
    public virtual long BootMicros => Provider == TimeProvider.System
        ? BootTime()
        : (long)(Provider.GetTimestamp() * 1_000_000.0 / Provider.TimestampFrequency);

    /// <summary>Which boot of the host this is; where the system does not tell, which run of the program.</summary>
    public virtual string BootId => OperatingSystem.IsLinux() && Provider == TimeProvider.System ? LinuxBoot : "run-" + Environment.ProcessId;

    /// <summary>
    /// The time that legal clocks go by: no change of the wall clock moves it, and between two possible times it is the
    /// later one. The wall clock until a <see cref="ClockWatch"/> keeps it.
    /// </summary>
    public Instant Reckoned => clock is { } kept ? kept.Advance(Read()).Clock.Now : Now;

    /// <summary>What all clocks of the host show at this moment.</summary>
    public ClockReading Read() => new(Now, TimeSpan.FromMicroseconds(BootMicros), BootId);

    internal void Keep(ReckonedClock kept) => clock = kept;

    private static string LinuxBoot { get; } = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

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
