namespace Rebato.Traffic.Reading;

/// <summary>A piece of a text file that ends at a line, with all a worker needs to read it alone.</summary>
internal sealed class TextChunk
{
    public const int Capacity = 1 << 20;

    public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(Capacity);
    public int Start { get; set; }
    public int Length { get; set; }
    public int Number { get; set; }
    public long FirstLine { get; set; }
    public LineParser Parser { get; set; } = null!;

    /// <summary>Whether the chunk's last line has no newline (the file's end).</summary>
    public bool Unterminated { get; set; }

    /// <summary>Numbers of lines too long to be lines.</summary>
    public List<long> TooLong { get; } = [];

    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Start, Length);
}

/// <summary>
/// Deals a text stream out in chunks. Only this part is sequential: reading, counting newlines and noticing headers,
/// after which the lines that follow have another parser. A line longer than a chunk is no line: it is skipped to its end and counted.
/// </summary>
internal sealed class TextFeed(Stream content, LineParser parser)
{
    private byte[] carry = [];
    private long line = 1;
    private int number;
    private bool ended;
    private bool skipping;

    /// <summary>The formats met, by name.</summary>
    public LineParser Parser { get; private set; } = parser;

    public long Lines => line - 1;

    /// <summary>Fills the chunk; false at the end. The caller serialises calls.</summary>
    public bool Next(TextChunk chunk)
    {
        chunk.TooLong.Clear();
        while (true)
        {
            var length = Fill(chunk.Buffer);
            if (length == 0)
            {
                chunk.Length = 0;
                return chunk.TooLong.Count > 0 && Give(chunk, 0, 0);
            }
            var bytes = chunk.Buffer.AsSpan(0, length);
            var end = bytes.LastIndexOf((byte)'\n') + 1;
            if (end == 0 && !ended)
            {
                if (!skipping)
                    chunk.TooLong.Add(line);
                skipping = true;
                continue;
            }
            if (skipping)
            {
                var first = bytes.IndexOf((byte)'\n') + 1;
                skipping = false;
                line++;
                if (first == 0)
                    continue;
                carry = bytes[first..].ToArray();
                continue;
            }
            if (end == 0 || (ended && end < length))
                end = length;
            var start = Headers(bytes[..end]);
            var stop = start + BeforeHeader(bytes[start..end]);
            carry = bytes[stop..].ToArray();
            if (stop > start)
                return Give(chunk, start, stop - start);
        }
    }

    private bool Give(TextChunk chunk, int start, int length)
    {
        chunk.Start = start;
        chunk.Length = length;
        chunk.Number = number++;
        chunk.FirstLine = line;
        chunk.Parser = Parser;
        var bytes = chunk.Bytes;
        chunk.Unterminated = length > 0 && bytes[^1] != '\n';
        line += bytes.Count((byte)'\n') + (chunk.Unterminated ? 1 : 0);
        return true;
    }

    private int Fill(byte[] buffer)
    {
        carry.CopyTo(buffer, 0);
        var length = carry.Length;
        carry = [];
        while (!ended && length < buffer.Length)
        {
            var read = content.Read(buffer, length, buffer.Length - length);
            ended = read == 0;
            length += read;
        }
        return length;
    }

    /// <summary>Takes in the header lines that the bytes begin with; returns where the rest begins.</summary>
    private int Headers(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        if (line == 1 && bytes.StartsWith("\uFEFF"u8))
            at = 3;
        while (Parser.HeaderMark.Length > 0 && bytes[at..].StartsWith(Parser.HeaderMark))
        {
            var length = bytes[at..].IndexOf((byte)'\n');
            var header = length < 0 ? bytes[at..] : bytes.Slice(at, length);
            Parser = Parser.AfterHeader(header.TrimEnd((byte)'\r'));
            line++;
            at = length < 0 ? bytes.Length : at + length + 1;
        }
        return at;
    }

    /// <summary>How much comes before the next header line.</summary>
    private int BeforeHeader(ReadOnlySpan<byte> bytes)
    {
        var mark = Parser.HeaderMark;
        if (mark.Length == 0)
            return bytes.Length;
        Span<byte> wanted = stackalloc byte[mark.Length + 1];
        wanted[0] = (byte)'\n';
        mark.CopyTo(wanted[1..]);
        var at = bytes.IndexOf(wanted);
        return at < 0 ? bytes.Length : at + 1;
    }
}
