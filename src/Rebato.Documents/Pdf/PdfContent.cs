using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>
/// Drawing instructions (ISO 32000-1, 7.8.2). Comments and data points go; in a hidden layer what paints goes and what
/// only sets the state stays, so that what follows is drawn as before. Untouched streams come back as the same object.
/// </summary>
internal static class PdfContent
{
    private static readonly HashSet<string> Paints = ["Tj", "TJ", "Do", "sh", "INLINE"];
    private static readonly HashSet<string> Fills = ["f", "F", "f*", "B", "B*", "b", "b*", "S", "s"];

    public static byte[] Clean(byte[] content, Func<string, bool> isHidden, Scrubbing scrubbing, string place)
    {
        var into = new MemoryStream(content.Length);
        var operands = new List<(int From, int To)>();
        var marks = new Stack<bool>();
        var changed = false;
        var lexer = new PdfLexer(content);
        while (lexer.Next() is { } token)
        {
            if (token.IsComment)
            {
                scrubbing.Removed("xml-comment", place, Encoding.Latin1.GetString(content, token.From, token.To - token.From));
                changed = true;
                continue;
            }
            if (!token.IsOperator)
            {
                operands.Add((token.From, token.To));
                continue;
            }
            var hidden = marks.Count > 0 && marks.Peek();
            if (token.Word is "BMC" or "BDC") marks.Push(hidden || (token.Word == "BDC" && operands.Count == 2 && Is(operands[0], "/OC") && isHidden(Word(operands[1]))));
            if (hidden && Silence(token.Word, operands) is { } silent)
            {
                scrubbing.Removed("hidden-layer", place, Shown(operands));
                into.Write(Encoding.Latin1.GetBytes(silent));
                changed = true;
            }
            else if (token.Word is "MP" or "DP") changed = true;
            else
            {
                foreach (var (from, to) in operands) Put(from, to);
                Put(token.From, token.To);
                into.Position--;
                into.WriteByte((byte)'\n');
            }
            if (token.Word == "EMC" && marks.Count > 0) marks.Pop();
            operands.Clear();
        }
        return changed ? into.ToArray() : content;

        void Put(int from, int to)
        {
            into.Write(content, from, to - from);
            into.WriteByte((byte)' ');
        }
        bool Is((int From, int To) o, string word) => Word(o) == word;
        string Word((int From, int To) o) => Encoding.Latin1.GetString(content, o.From, o.To - o.From);
        string Shown(List<(int From, int To)> all) => string.Join(" ", all.Select(Word));
        string? Silence(string word, List<(int From, int To)> all) => word switch
        {
            _ when Paints.Contains(word) => "",
            _ when Fills.Contains(word) => "n\n",
            "'" => "T*\n",
            "\"" when all.Count == 3 => $"{Word(all[0])} Tw {Word(all[1])} Tc T*\n",
            _ => null,
        };
    }

    /// <summary>A stream of these bytes, deflated.</summary>
    public static StreamToken Pack(byte[] bytes, Dictionary<NameToken, IToken> dictionary)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, true)) zip.Write(bytes);
        dictionary[NameToken.Filter] = NameToken.FlateDecode;
        return new StreamToken(new DictionaryToken(dictionary), packed.ToArray());
    }
}
