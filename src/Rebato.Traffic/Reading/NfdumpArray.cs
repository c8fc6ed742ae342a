using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Reading;

/// <summary>
/// nfdump's <c>-o json</c>: one array whose objects take many lines. Objects are cut out by their braces and
/// read as <see cref="NfdumpJson"/> reads a line; a record's number is the line its object begins on.
/// </summary>
internal sealed class NfdumpArray(WallClock zone) : WholeReader
{
    private const int Most = 1 << 20;

    private readonly NfdumpJson parser = new(zone);

    public override string Format => "nfdump-json";

    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \t\r\n"u8);
        return start.Length > 0 && start[0] == '[' && (start.IndexOf("\"src4_addr\""u8) >= 0 || start.IndexOf("\"src6_addr\""u8) >= 0);
    }

    public override void Read(Stream content, CountingTarget target, InputFile file)
    {
        var buffer = new byte[Most];
        var length = 0;
        var line = 1L;
        while (true)
        {
            var read = content.Read(buffer.AsSpan(length));
            length += read;
            var used = Objects(buffer.AsSpan(0, length), target, ref line, out var closed);
            if (closed)
                break;
            if (read == 0)
            {
                // The array never closed: the file is cut.
                file.Truncated = true;
                break;
            }
            if (used == 0 && length == buffer.Length)
            {
                target.At(line);
                target.Unreadable();
                file.Truncated = true;
                break;
            }
            buffer.AsSpan(used, length - used).CopyTo(buffer);
            length -= used;
        }
        file.Lines = line;
    }

    /// <summary>Reads the whole objects in the bytes; returns how many bytes they take.</summary>
    private int Objects(ReadOnlySpan<byte> bytes, CountingTarget target, ref long line, out bool closed)
    {
        var at = 0;
        closed = false;
        while (at < bytes.Length)
        {
            switch (bytes[at])
            {
                case (byte)'{':
                    var length = ObjectLength(bytes[at..]);
                    if (length < 0)
                        return at;
                    target.At(line);
                    target.Done(parser.Parse(bytes.Slice(at, length), target.Sink));
                    line += bytes.Slice(at, length).Count((byte)'\n');
                    at += length;
                    continue;
                case (byte)']':
                    closed = true;
                    return at;
                case (byte)'\n':
                    line++;
                    break;
                case (byte)'[' or (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r':
                    break;
                default:
                    target.At(line);
                    target.Unreadable();
                    var skip = bytes[at..].IndexOf((byte)'{');
                    if (skip < 0)
                        return bytes.Length;
                    at += skip;
                    continue;
            }
            at++;
        }
        return at;
    }

    private static int ObjectLength(ReadOnlySpan<byte> bytes)
    {
        var depth = 0;
        var text = false;
        for (var i = 0; i < bytes.Length; i++)
        {
            var c = bytes[i];
            if (text)
            {
                if (c == '\\')
                    i++;
                else if (c == '"')
                    text = false;
                continue;
            }
            if (c == '"')
                text = true;
            else if (c == '{')
                depth++;
            else if (c == '}' && --depth == 0)
                return i + 1;
        }
        return -1;
    }
}
