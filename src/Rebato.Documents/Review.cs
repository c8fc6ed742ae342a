using System.Security.Cryptography;
using System.Xml;

namespace Rebato.Documents;

/// <summary>
/// The door of the engine: bytes in, findings or a cleaned copy out (Reglamento 19 to 21). Pure: no clock, no network,
/// no file system. Foreign bytes can make a parser misbehave, so callers run it in a process with limits.
/// </summary>
public static class Review
{
    /// <summary>
    /// No copy is called clean until cleaning it again finds nothing and changes no byte. One more pass settles what damage
    /// in the file had hidden; one that does not settle is refused.
    /// </summary>
    private const int Passes = 3;

    /// <summary>
    /// What <paramref name="file"/> is and hides, and what cleaning it under <paramref name="policy"/> would do.
    /// Refused when the format is unknown, the file is broken or it is beyond <paramref name="limits"/>.
    /// </summary>
    public static Outcome<Inspection> Inspect(
        ReadOnlyMemory<byte> file, CleaningPolicy policy, Limits? limits = null, CancellationToken stop = default) =>
        Run(file, policy, limits, true, stop).Done(out var done, out var refusal) ? done.Before : refusal;

    /// <summary>
    /// A cleaned copy of <paramref name="file"/>. Cleaning the copy again gives the same bytes. Refused when the format
    /// is unknown, broken, encrypted or signed, when it cannot be cleaned, or when it is beyond <paramref name="limits"/>. Personal data in the words of a PDF are told by <see cref="Inspect"/> alone.
    /// </summary>
    public static Outcome<Cleaning> Clean(
        ReadOnlyMemory<byte> file, CleaningPolicy policy, Limits? limits = null, CancellationToken stop = default)
    {
        if (!Run(file, policy, limits, false, stop).Done(out var first, out var refusal)) return refusal;
        if (first.Before.Obstacle is { } obstacle) return obstacle;
        var clean = first;
        for (var pass = 0; pass < Passes; pass++)
        {
            if (!Run(clean.Bytes, policy, limits, false, stop).Done(out var again, out _)) break;
            if (again.Sha256 == clean.Sha256 && again.Before.Findings.All(f => f.Remedy != Remedy.Removed)) return clean with { Before = first.Before };
            clean = again;
        }
        return new Refusal("unstable", new Citation("Reglamento", "20.1"));
    }

    private static Outcome<Cleaning> Run(ReadOnlyMemory<byte> file, CleaningPolicy policy, Limits? limits, bool readsText, CancellationToken stop)
    {
        var scrubbing = new Scrubbing(policy, limits ?? Limits.Default, readsText, stop);
        if (file.Length > scrubbing.Limits.File) return new Refusal("too-big", Values: [file.Length]);
        try
        {
            var bytes = file.ToArray();
            var kind = Recognition.Of(bytes);
            var clean = Formats.Clean(kind, bytes, scrubbing);
            if (readsText) PersonalData.Report(scrubbing);
            var before = new Inspection(kind.Name, policy.Name, file.Length, Hash(bytes), scrubbing.Findings(), scrubbing.Obstacle);
            return new Cleaning(before, clean, Hash(clean));
        }
        catch (UnfitException unfit)
        {
            return unfit.Refusal;
        }
        catch (Exception broken) when (IsOfTheFile(broken))
        {
            return new Refusal("broken", new Citation("Reglamento", "20.1"), Values: [broken.GetType().Name]);
        }
    }

    /// <summary>
    /// Parsers of three libraries and of our own meet impossible bytes in many ways; all mean that the file is broken.
    /// Running out of memory or of patience is the caller's.
    /// </summary>
    private static bool IsOfTheFile(Exception e) => e is not (OutOfMemoryException or OperationCanceledException or TypeInitializationException);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
