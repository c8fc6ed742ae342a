using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>A file of a pack.</summary>
/// <param name="Path">Under <c>documents/</c> or <c>evidence/</c>, with forward slashes, at most 200 characters.</param>
/// <param name="Classification">As the index shows it: <c>public</c>, <c>internal</c>, <c>confidential</c>.</param>
/// <param name="Note">What it is, for the reader; may be empty.</param>
/// <param name="Open">Opens its bytes; called once, disposed by the pack.</param>
public sealed record PackFile(string Path, string Classification, string Note, Func<CancellationToken, ValueTask<Stream>> Open);

/// <summary>Something that belongs in the pack and is not there, and why: erased, withheld, never received.</summary>
public sealed record PackMissing(string Path, string Reason);

/// <summary>An act of the file, with its receipt and a line for people.</summary>
public sealed record PackEvent(Receipt Receipt, string Text);

/// <summary>What goes into a pack.</summary>
/// <param name="Subject">What it is about, e.g. <c>Incidente 2026/0042</c>.</param>
/// <param name="At">When it was made; every time in the ZIP is this one.</param>
/// <param name="Checkpoint">The head all receipts lead to.</param>
/// <param name="LogKey">The log's public key.</param>
/// <param name="Events">The acts, in any order.</param>
/// <param name="Files">Documents and evidence, in any order.</param>
/// <param name="Missing">What is not there, and why.</param>
/// <param name="VerifierPage">The page that verifies it in a browser, as one HTML file.</param>
public sealed record PackContents(
    string Subject,
    Instant At,
    SignedCheckpoint Checkpoint,
    NoteVerifier LogKey,
    IReadOnlyList<PackEvent> Events,
    IReadOnlyList<PackFile> Files,
    IReadOnlyList<PackMissing> Missing,
    ReadOnlyMemory<byte> VerifierPage);

/// <summary>The index of a pack: everything in it, by path, size and SHA-256. Members in the order of the alphabet.</summary>
internal sealed record PackIndex(
    string At, IReadOnlyList<PackIndex.Entry> Files, string Format, IReadOnlyList<PackMissing> Missing, string Origin, string Subject)
{
    public const string CurrentFormat = "rebato.pack/v1";

    public sealed record Entry(string Classification, string Note, string Path, string Sha256, long Size);

    /// <summary>
    /// What the log key signs: the hash of the index, and so every byte of the pack. Its first line and the word before the
    /// origin keep it from ever reading as a checkpoint, whose second line is a number.
    /// </summary>
    public string NoteText(ReadOnlySpan<byte> json) => $"{Format}\nlog {Origin}\nindex {Digest.Of(json).ToBase64()}\nat {At}\n";
}

/// <summary>One line of <c>timeline.json</c>.</summary>
internal sealed record PackMoment(string Article, string At, Guid Event, long Seq, string Text, string Type)
{
    public static PackMoment Of(Leaf leaf, string text) => new(leaf.Article, leaf.At.ToString(), leaf.EventId, leaf.Seq, text, leaf.Type);
}

/// <summary>The rooms of a pack.</summary>
internal static class PackPath
{
    public const string Index = "index.json";
    public const string Signature = "index.note";
    public const string Checkpoint = "ledger/checkpoint.txt";
    public const string Key = "ledger/key.txt";
    public const string Leaves = "ledger/leaves.bin";
    public const string Receipts = "ledger/receipts/";
    public const string Timeline = "timeline.json";
    public const string Page = "verificar.html";
    private const int Longest = 200;

    public static string Receipt(long seq) => $"{Receipts}{seq:D19}{Rebato.Ledger.Receipt.Extension}";

    /// <summary>Whether a caller may put a file there: a plain relative path that no unpacker writes elsewhere.</summary>
    public static bool IsFile(string path) =>
        path.Length <= Longest
        && (path.StartsWith("documents/", StringComparison.Ordinal) || path.StartsWith("evidence/", StringComparison.Ordinal))
        && !path.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part.Trim() == part);
}
