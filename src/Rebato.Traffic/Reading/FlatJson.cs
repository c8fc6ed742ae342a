namespace Rebato.Traffic.Reading;

/// <summary>
/// Walks the members of one JSON object on one line without building it: flow logs are flat, and
/// Utf8JsonReader costs three times the scan. A name or value with escapes is given as it stands; the fields read
/// here (addresses, numbers, instants) never have any.
/// </summary>
internal ref struct FlatJson(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;
    private int at;
    private bool started;

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value: a string without its quotes, a number or literal as written, or a nested value whole.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether the object ended as an object should.</summary>
    public bool Complete { get; private set; }

    /// <summary>The next member; false at the end (see <see cref="Complete"/>) or at damage.</summary>
    public bool Next()
    {
        Blanks();
        if (!started)
        {
            started = true;
            if (!Take('{'))
                return false;
            Blanks();
            if (Take('}'))
                return End();
        }
        else
        {
            if (Take('}'))
                return End();
            if (!Take(','))
                return false;
            Blanks();
        }
        if (!Text(out var name))
            return false;
        Name = name;
        Blanks();
        if (!Take(':'))
            return false;
        Blanks();
        return Read();
    }

    private bool Read()
    {
        if (at >= text.Length)
            return false;
        switch (text[at])
        {
            case (byte)'"':
                var read = Text(out var value);
                Value = value;
                return read;
            case (byte)'{' or (byte)'[':
                return Nested();
            default:
                var length = text[at..].IndexOfAny(",}] \t"u8);
                if (length <= 0)
                    return false;
                Value = text.Slice(at, length);
                at += length;
                return true;
        }
    }

    private bool Text(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!Take('"'))
            return false;
        var from = at;
        while (true)
        {
            var stop = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
                return false;
            at += stop;
            if (text[at] == '"')
                break;
            at += 2;
            if (at > text.Length)
                return false;
        }
        value = text[from..at];
        at++;
        return true;
    }

    private bool Nested()
    {
        var from = at;
        var depth = 0;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case (byte)'"':
                    if (!Text(out _))
                        return false;
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
                default:
                    break;
            }
            at++;
            if (depth == 0)
            {
                Value = text[from..at];
                return true;
            }
        }
        return false;
    }

    private bool End()
    {
        Blanks();
        Complete = at == text.Length;
        return false;
    }

    private void Blanks()
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
    }

    private bool Take(char wanted)
    {
        if (at >= text.Length || text[at] != wanted)
            return false;
        at++;
        return true;
    }
}
