using System.Runtime.InteropServices;

namespace Rebato.Platform.Files;

/// <summary>
/// What a worker gives up before it reads foreign bytes, on Linux: opening sockets, running programs, tracing others and
/// dumping its memory. The filter is of the kernel (seccomp, seccomp(2)) and cannot be taken off again. Elsewhere the limits
/// of memory and time are all there is.
/// </summary>
internal static class Confinement
{
    private const int NoNewPrivileges = 38, CoreLimit = 4;
    private const uint FilterMode = 1, AllThreads = 1;
    private const ushort Load = 0x20, JumpIfEqual = 0x15, Return = 0x06;
    private const uint Allow = 0x7FFF0000, NotPermitted = 0x00050001;

    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction(ushort code, byte yes, byte no, uint value)
    {
        public ushort Code = code;
        public byte Yes = yes;
        public byte No = no;
        public uint Value = value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public nint Instructions;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }

    /// <summary>True when the kernel holds the filter.</summary>
    public static bool Enter()
    {
        if (!OperatingSystem.IsLinux() || Calls() is not { Length: > 0 } calls) return false;
        var none = default(ResourceLimit);
        _ = SetResourceLimit(CoreLimit, ref none);
        if (Control(NoNewPrivileges, 1, 0, 0, 0) != 0) return false;
        List<Instruction> code = [new(Load, 0, 0, 0)];
        for (var i = 0; i < calls.Length; i++) code.Add(new(JumpIfEqual, (byte)(calls.Length - i), 0, calls[i]));
        code.Add(new(Return, 0, 0, Allow));
        code.Add(new(Return, 0, 0, NotPermitted));
        var instructions = GCHandle.Alloc(code.ToArray(), GCHandleType.Pinned);
        try
        {
            var program = new FilterProgram { Length = (ushort)code.Count, Instructions = instructions.AddrOfPinnedObject() };
            return SystemCall(SeccompCall(), FilterMode, AllThreads, ref program) == 0;
        }
        finally
        {
            instructions.Free();
        }
    }

    /// <summary>socket, connect, bind, execve, execveat, ptrace by their numbers on this machine.</summary>
    private static uint[] Calls() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => [41, 42, 49, 59, 322, 101],
        Architecture.Arm64 => [198, 203, 200, 221, 281, 117],
        _ => [],
    };

    private static nint SeccompCall() => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 277 : 317;

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static extern int Control(int option, nuint a, nuint b, nuint c, nuint d);

    [DllImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static extern int SetResourceLimit(int resource, ref ResourceLimit limit);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern nint SystemCall(nint number, nuint operation, nuint flags, ref FilterProgram program);
}
