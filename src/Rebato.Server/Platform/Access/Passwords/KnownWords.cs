using System.IO.Compression;
using System.Text;

namespace Rebato.Platform.Access;

/// <summary>
/// The words a password may not be made of: 67,000 of Debian's <c>wspanish</c> (public domain; three to ten letters,
/// front-coded and compressed) and the names, places, products and English words of <c>words.txt</c>.
/// </summary>
internal static class KnownWords
{
    private static readonly Lazy<HashSet<string>> All = new(Load);

    /// <summary>Whether it is a known word, or its plural; <paramref name="word"/> is in lower case without accents.</summary>
    public static bool Contains(ReadOnlySpan<char> word)
    {
        var known = All.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        return known.Contains(word)
            || (word.Length > 4 && word[^1] == 's' && known.Contains(word[..^1]))
            || (word.Length > 5 && word.EndsWith("es", StringComparison.Ordinal) && known.Contains(word[..^2]))
            || (word.Length > 4 && word[^1] == 'a' && known.Contains($"{word[..^1]}o"));
    }

    /// <summary>Lower case without its accent; characters stay one to one.</summary>
    public static char Fold(char c) =>
        c < '\u0080' ? char.ToLowerInvariant(c) : char.IsSurrogate(c) ? c : char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]);

    /// <summary>The words and numbers inside some texts, three characters or more.</summary>
    public static HashSet<string> Pieces(IEnumerable<string> texts)
    {
        var pieces = new HashSet<string>();
        foreach (var text in texts)
        {
            var folded = string.Concat(text.Normalize(NormalizationForm.FormC).Select(c => char.IsLetterOrDigit(c) ? Fold(c) : ' '));
            foreach (var piece in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (piece.Length >= 3)
                {
                    pieces.Add(piece);
                    pieces.Add(piece.TrimEnd("abcdefghijklmnopqrstuvwxyz".ToCharArray()) is { Length: >= 6 } digits ? digits : piece);
                }
        }
        return pieces;
    }

    private static HashSet<string> Load()
    {
        var words = new HashSet<string>(70_000);
        using (var spanish = new StreamReader(new GZipStream(Open("spanish.gz"), CompressionMode.Decompress), Encoding.ASCII))
        {
            var last = "";
            while (spanish.ReadLine() is { } line)
                words.Add(last = string.Concat(last.AsSpan(0, line[0] - '0'), line.AsSpan(1)));
        }
        using var own = new StreamReader(Open("words.txt"), Encoding.UTF8);
        while (own.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                words.UnionWith(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words;
    }

    private static Stream Open(string name) =>
        typeof(KnownWords).Assembly.GetManifestResourceStream("Rebato.Platform.Access.Passwords." + name)
        ?? throw new InvalidOperationException($"The word list {name} is missing from the program.");
}
