using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace Rebato.Platform.Files;

/// <summary>What a child process may use: bytes of managed memory, and time for one question.</summary>
internal sealed record WorkerLimits(long Memory, TimeSpan Time);

/// <summary>How a question to a worker ended.</summary>
internal enum WorkerEnd
{
    Answered,
    TimedOut,
    Died,
}

/// <summary>
/// A child process of this same executable that handles foreign bytes, one question after another: whatever they do to the
/// parser, only the child falls, and the next question finds a new one. It gets no environment but what it needs.
/// </summary>
internal sealed class Worker(string verb, WorkerLimits limits) : IAsyncDisposable
{
    private static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "SystemRoot", "TEMP", "TMP"];
    private Process? process;

    /// <summary>Sends a question and waits for its answer within the limits; the answer is empty unless it was answered.</summary>
    public async Task<(WorkerEnd End, byte[] Answer)> Ask(ReadOnlyMemory<byte> question, CancellationToken cancel)
    {
        process ??= Start();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limits.Time);
        try
        {
            await WorkerLoop.Write(process.StandardInput.BaseStream, question, patience.Token);
            var answer = await WorkerLoop.Read(process.StandardOutput.BaseStream, patience.Token);
            if (answer is not null) return (WorkerEnd.Answered, answer);
        }
        catch (IOException)
        {
            // The pipe broke: the child is gone.
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await Stop();
            return (WorkerEnd.TimedOut, []);
        }
        await Stop();
        return (WorkerEnd.Died, []);
    }

    public async ValueTask DisposeAsync() => await Stop();

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Worker).Assembly.Location);
        start.ArgumentList.Add("worker");
        start.ArgumentList.Add(verb);
        var kept = Inherited.Select(n => (Name: n, Value: Environment.GetEnvironmentVariable(n))).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept.Where(k => k.Value is not null)) start.Environment[name] = value;
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.Memory.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
#pragma warning disable RS0030 // this is the one place where the product starts a process: itself
        var started = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
#pragma warning restore RS0030
        started.ErrorDataReceived += (_, _) => { };
        started.BeginErrorReadLine();
        return started;
    }

    private async Task Stop()
    {
        if (process is not { } child) return;
        process = null;
        if (!child.HasExited) child.Kill(entireProcessTree: true);
        await child.WaitForExitAsync(CancellationToken.None);
        child.Dispose();
    }
}

/// <summary>The child's side: confines itself, then answers frames (four bytes of length, then the bytes) until the pipe closes.</summary>
internal static class WorkerLoop
{
    private const int Longest = 1 << 30;

    public static async Task<int> Run(Func<byte[], byte[]> answer, CancellationToken cancel)
    {
        Confinement.Enter();
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        while (await Read(input, cancel) is { } question) await Write(output, answer(question), cancel);
        return 0;
    }

    public static async Task Write(Stream stream, ReadOnlyMemory<byte> frame, CancellationToken cancel)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, frame.Length);
        await stream.WriteAsync(length, cancel);
        await stream.WriteAsync(frame, cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>The next frame, or null when the stream has ended.</summary>
    public static async Task<byte[]?> Read(Stream stream, CancellationToken cancel)
    {
        var length = new byte[4];
        if (await stream.ReadAtLeastAsync(length, 4, false, cancel) < 4) return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size is < 0 or > Longest) return null;
        var frame = new byte[size];
        return await stream.ReadAtLeastAsync(frame, size, false, cancel) < size ? null : frame;
    }
}
