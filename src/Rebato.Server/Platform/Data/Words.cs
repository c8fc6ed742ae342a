using System.Globalization;
using System.Text;
using Lucene.Net.Analysis.Es;

namespace Rebato.Platform.Data;

/// <summary>
/// Text as it is searched: words without accents, case or Spanish endings ("publicaciones" finds "publicación"). The
/// same on both databases, because the database sees only what comes out of here.
/// </summary>
public static class Words
{
    private const int LongestWord = 40;

    private static readonly SpanishLightStemmer Stemmer = new();

    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "a", "al", "con", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "no", "o", "para", "por", "que", "se", "sin", "su", "un", "una", "y",
    };

    /// <summary>The distinct stems of a text.</summary>
    public static IReadOnlyCollection<string> Stems(string text)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Split(text))
        {
            // Accents matter to nobody who searches, but ñ is a letter of its own.
            var folded = Fold(word);
            if (!Empty.Contains(folded))
            {
                stems.Add(Stem(folded));
            }
        }

        return stems;
    }

    /// <summary>Lower case, without accents; ñ stays.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            if (letter == 'ñ')
            {
                folded.Append(letter);
                continue;
            }

            foreach (var part in letter.ToString().Normalize(NormalizationForm.FormD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                {
                    folded.Append(part);
                }
            }
        }

        return folded.ToString();
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                yield return text[start..Math.Min(i, start + LongestWord)];
                start = -1;
            }
        }
    }

    private static string Stem(string folded)
    {
        var letters = folded.ToCharArray();
        return new string(letters, 0, Stemmer.Stem(letters, letters.Length));
    }
}
