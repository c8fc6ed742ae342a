using System.IO.Compression;
using System.Security.Cryptography;
using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Reading;

/// <summary>
/// A file being read: hashed as it lies on disk, decompressed as its first bytes say, recognised by its content.
/// </summary>
internal sealed class Opened : IDisposable
{
    private readonly FileStream raw;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PeekStream outer;
    private readonly Stream? decompressor;
    private readonly PeekStream content;

    public Opened(InputFile file, ReadingOptions options, bool hashing)
    {
        File = file;
        raw = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        file.Size = raw.Length;
        outer = new(raw, hashing ? hash : null);
        content = outer;
        var kind = Compressed.Kind(outer.Peek());
        if (kind is not null)
        {
            decompressor = Compressed.Open(kind, outer);
            content = new(decompressor);
        }
        Recognise(options);
    }

    public InputFile File { get; }

    /// <summary>Set when the file is of lines.</summary>
    public TextFeed? Text { get; private set; }

    /// <summary>Set when the file is read by one worker from end to end.</summary>
    public WholeReader? Whole { get; private set; }

    /// <summary>Chunks given and not yet read.</summary>
    public int Pending { get; set; }

    public bool Ended { get; set; }

    /// <summary>Whether the hash is closed and the counts are final.</summary>
    public bool Finished { get; private set; }

    public Lock Gate { get; } = new();

    public Stream Content => content;

    /// <summary>Reads what is left, closes the hash and says whether the file was cut.</summary>
    public void Finish()
    {
        var rest = new byte[1 << 16];
        while (content.Read(rest) > 0)
        {
        }
        var left = 0L;
        var zeros = true;
        for (int read; (read = outer.Read(rest)) > 0; left += read)
            zeros &= !rest.AsSpan(0, read).ContainsAnyExcept((byte)0);
        // Octets after the compressed stream that are not padding were not read, so they may hold rows.
        File.Truncated |= content.Broken || outer.Broken || (left > 0 && !zeros);
        if (Text is not null)
        {
            File.Lines = Text.Lines;
            File.Format = Text.Parser.Format;
            File.CannotBound ??= Text.Parser.CannotBound;
            if (!Text.Parser.Closed)
                File.Holes.Add((File.LastLogged, 0, HoleReason.NotClosed));
        }
        Finished = true;
        File.Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        File.Seal();
    }

    public void Dispose()
    {
        content.Dispose();
        decompressor?.Dispose();
        raw.Dispose();
        hash.Dispose();
    }

    private void Recognise(ReadingOptions options)
    {
        var head = content.Peek();
        if (head.Length == 0 && !content.Broken)
        {
            File.Format = "empty";
            Ended = true;
            return;
        }
        Whole = WholeReader.For(head, options);
        if (Whole is not null)
        {
            File.Format = Whole.Format;
            return;
        }
        if (Recognition.Text(head, options) is { } parser)
        {
            Text = new(content, parser);
            File.Format = parser.Format;
            File.CannotBound = parser.CannotBound;
            return;
        }
        File.Refused = "unknown-format";
        Ended = true;
    }
}
