using System.Globalization;
using System.Text;

namespace Rebato.Platform.Data;

/// <summary>
/// Text as it comes in from a form, a program or a file name, made fit to be kept, hashed and shown: without NUL and the
/// other control characters (line ends and tabs stay), without halves of surrogate pairs, composed (NFC), with LF as line end.
/// </summary>
public static class PlainText
{
    /// <summary>Text of several lines.</summary>
    public static string Of(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD, which says nothing either.
            if (rune.Value is '\n' or '\t' || (rune != Rune.ReplacementChar && !Silent(rune)))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>Text of one line: a name, a number, a place. Marks that turn the direction of writing go too: they disguise names.</summary>
    public static string Line(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in Of(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                continue;
            }

            line.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return string.Join(' ', line.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool Silent(Rune rune) =>
        Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
