using System.Text;

namespace Rebato.Documents.Pdf;

/// <summary>A piece of drawing instructions: an operand, an operator or a comment, by its place.</summary>
internal readonly record struct PdfPiece(int From, int To, bool IsOperator, bool IsComment, string Word);

/// <summary>Cuts drawing instructions into pieces without changing a byte of them; a whole inline image is one operator.</summary>
internal sealed class PdfLexer(byte[] content)
{
    private int at;

    public PdfPiece? Next()
    {
        while (at < content.Length && IsSpace(content[at])) at++;
        if (at >= content.Length) return null;
        var from = at;
        switch (content[at])
        {
            case (byte)'%':
                while (at < content.Length && content[at] is not (10 or 13)) at++;
                return new(from, at, false, true, "");
            case (byte)'(':
                SkipString();
                break;
            case (byte)'<' when at + 1 < content.Length && content[at + 1] == '<':
                SkipNested((byte)'<', (byte)'>', 2);
                break;
            case (byte)'<':
                while (at < content.Length && content[at++] != '>') { }
                break;
            case (byte)'[':
                SkipNested((byte)'[', (byte)']', 1);
                break;
            case (byte)'/':
                at++;
                SkipRegular();
                break;
            case (byte)']' or (byte)'>' or (byte)')' or (byte)'{' or (byte)'}':
                at++;
                break;
            default:
                SkipRegular();
                return Regular(from);
        }
        return new(from, at, false, false, "");
    }

    private PdfPiece Regular(int from)
    {
        var first = content[from];
        if (first is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.') return new(from, at, false, false, "");
        var word = Encoding.Latin1.GetString(content, from, at - from);
        if (word is "true" or "false" or "null") return new(from, at, false, false, "");
        if (word != "BI") return new(from, at, true, false, word);
        SkipInlineImage();
        return new(from, at, true, false, "INLINE");
    }

    /// <summary>To the EI that stands alone after the data: a byte pair inside the data is followed by other bytes.</summary>
    private void SkipInlineImage()
    {
        var data = content.AsSpan(at).IndexOf("ID"u8);
        at = data < 0 ? content.Length : at + data + 2;
        while (at + 2 < content.Length)
        {
            if (IsSpace(content[at]) && content[at + 1] == 'E' && content[at + 2] == 'I' && (at + 3 == content.Length || IsSpace(content[at + 3])) && LooksLikeText(at + 3))
            {
                at += 3;
                return;
            }
            at++;
        }
        at = content.Length;
    }

    private bool LooksLikeText(int from)
    {
        foreach (var b in content.AsSpan(from, Math.Min(12, content.Length - from)))
            if (b is > 126 or (< 32 and not (9 or 10 or 12 or 13))) return false;
        return true;
    }

    private void SkipString()
    {
        for (var depth = 0; at < content.Length; at++)
        {
            if (content[at] == '\\') at++;
            else if (content[at] == '(') depth++;
            else if (content[at] == ')' && --depth == 0)
            {
                at++;
                return;
            }
        }
        at = Math.Min(at, content.Length);
    }

    private void SkipNested(byte open, byte close, int width)
    {
        var depth = 0;
        while (at < content.Length)
        {
            var b = content[at];
            if (b == '(')
            {
                SkipString();
                continue;
            }
            if (b == '%' && width == 1)
            {
                while (at < content.Length && content[at] is not (10 or 13)) at++;
                continue;
            }
            var whole = width == 1 || (at + 1 < content.Length && content[at + 1] == b);
            if (b == open && whole) depth++;
            else if (b == close && whole) depth--;
            else if (b == open)
            {
                while (at < content.Length && content[at] != '>') at++;
                at++;
                continue;
            }
            else
            {
                at++;
                continue;
            }
            at += width;
            if (depth == 0) return;
        }
    }

    private void SkipRegular()
    {
        while (at < content.Length && !IsSpace(content[at]) && content[at] is not ((byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%')) at++;
    }

    private static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;
}
