using System.Text.Json;
using Rebato.Documents;
using Rebato.Kernel;
using Rebato.Platform.Files;

namespace Rebato.Modules.Documents;

/// <summary>
/// Inspects and cleans in a child process with limits. A file that breaks its worker is refused (`worker-died`,
/// `worker-slow`) and the next one finds a new worker.
/// </summary>
internal sealed class DocumentWorker(WorkerLimits? limits = null) : IAsyncDisposable
{
    public const string Verb = "documents";
    private static readonly WorkerLimits Usual = new(1L << 30, TimeSpan.FromSeconds(60));
    private readonly Worker worker = new(Verb, limits ?? Usual);

    /// <summary>What the parent asks: to clean or only to look, under which policy, reading the words of PDF pages or not.</summary>
    private sealed record Question(bool Cleans, CleaningPolicy Policy, bool ReadsPages);

    private sealed record Reply(Inspection? Inspection, string? Sha256, string? Refusal, string? Field, string[] Values);

    /// <summary>What the file hides. A PDF whose words break the reader is inspected again without reading them.</summary>
    public async Task<Outcome<Inspection>> Inspect(ReadOnlyMemory<byte> file, CleaningPolicy policy, CancellationToken cancel)
    {
        var first = await Ask(new(false, policy, true), file, cancel);
        if (first.Refusal?.Code is "worker-died" or "worker-slow") first = await Ask(new(false, policy, false), file, cancel);
        return first.Done(out var done, out var refusal) ? done.Before : refusal;
    }

    /// <summary>A cleaned copy of the file, with what was found.</summary>
    public Task<Outcome<Cleaning>> Clean(ReadOnlyMemory<byte> file, CleaningPolicy policy, CancellationToken cancel) => Ask(new(true, policy, false), file, cancel);

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    /// <summary>The child's side.</summary>
    public static Task<int> Serve(CancellationToken cancel) => WorkerLoop.Run(Answer, cancel);

    private async Task<Outcome<Cleaning>> Ask(Question question, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (file.Length > Limits.Default.File) return new Refusal("too-big", Values: [file.Length]);
        var (end, answer) = await worker.Ask(Pack(question, file.Span), cancel);
        if (end != WorkerEnd.Answered) return new Refusal(end == WorkerEnd.TimedOut ? "worker-slow" : "worker-died");
        var (reply, bytes) = Unpack<Reply>(answer);
        if (reply.Refusal is { } code) return new Refusal(code, new Citation("Reglamento", "20.1"), reply.Field, [.. reply.Values]);
        return new Cleaning(reply.Inspection!, bytes, reply.Sha256 ?? "");
    }

    private static byte[] Answer(byte[] frame)
    {
        var (question, file) = Unpack<Question>(frame);
        var limits = question.ReadsPages ? Limits.Default : Limits.Default with { Pages = 0 };
        try
        {
            if (question.Cleans)
                return Review.Clean(file, question.Policy, limits).Done(out var cleaning, out var refusal)
                    ? Pack(new Reply(cleaning.Before, cleaning.Sha256, null, null, []), cleaning.Bytes.Span) : Refuse(refusal);
            return Review.Inspect(file, question.Policy, limits).Done(out var inspection, out var refused)
                ? Pack(new Reply(inspection, null, null, null, []), default) : Refuse(refused);
        }
        catch (OutOfMemoryException)
        {
            return Refuse(new Refusal("too-big-inside"));
        }
    }

    private static byte[] Refuse(Refusal refusal) =>
        Pack(new Reply(null, null, refusal.Code, refusal.Field, [.. refusal.Values.Select(v => v.ToString() ?? "")]), default);

    private static byte[] Pack<T>(T head, ReadOnlySpan<byte> body)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(head, DocumentReport.Plain);
        return [.. BitConverter.GetBytes(json.Length), .. json, .. body];
    }

    private static (T Head, ReadOnlyMemory<byte> Body) Unpack<T>(byte[] frame)
    {
        var length = BitConverter.ToInt32(frame);
        return (JsonSerializer.Deserialize<T>(frame.AsSpan(4, length), DocumentReport.Plain)!, frame.AsMemory(4 + length));
    }
}
