using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rebato.Documents.Text;

/// <summary>Plain text: the byte-order mark and characters that show nothing but can carry a message or a tracking mark.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Utf8 = new(false, true);
    private static readonly SearchValues<byte> Controls = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    public static bool Decodes(ReadOnlySpan<byte> file) => Decode(file, out _) is not null;

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var text = Decode(file, out var marked)!;
        if (marked) scrubbing.Removed("byte-order-mark", "text");
        var clean = Strip(text, scrubbing, "text");
        scrubbing.Read(clean);
        return clean == text && !marked ? file : Utf8.GetBytes(clean);
    }

    /// <summary>Text without invisible characters. Joiners stay between letters that need them, direction marks where there is right-to-left text.</summary>
    public static string Strip(string text, Scrubbing scrubbing, string place)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u007F', '\uFFFF')) return text;
        var rightToLeft = text.Any(c => c is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFEFC');
        var joins = text.Any(c => c >= '\u0530' && c is not ('\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF'));
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var code = rune.Value switch
            {
                0x200B or 0x2060 or 0xFEFF or 0x180E or (>= 0x2061 and <= 0x2064) or (>= 0xE0000 and <= 0xE0FFF) or (>= 0xFFF9 and <= 0xFFFB) => "invisible-characters",
                0x200C or 0x200D when !joins => "invisible-characters",
                0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) when !rightToLeft => "bidi-marks",
                _ => null,
            };
            if (code is null) clean.Append(rune);
            else scrubbing.Removed(code, place, $"U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}");
        }
        return clean.ToString();
    }

    private static string? Decode(ReadOnlySpan<byte> file, out bool marked)
    {
        marked = true;
        if (file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var encoding = new UnicodeEncoding(file[0] == 0xFE, false, true);
            try
            {
                var wide = encoding.GetString(file[2..]);
                return wide.Any(c => c < ' ' && c is not ('\t' or '\n' or '\r' or '\f')) ? null : wide;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
        marked = file is [0xEF, 0xBB, 0xBF, ..];
        if (marked) file = file[3..];
        if (file.IndexOfAny(Controls) >= 0) return null;
        try
        {
            return Utf8.GetString(file);
        }
        catch (ArgumentException)
        {
            return marked ? null : Encoding.Latin1.GetString(file);
        }
    }
}
