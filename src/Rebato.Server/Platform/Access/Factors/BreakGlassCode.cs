using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Rebato.Platform.Access;

/// <summary>
/// The codes that lie sealed in an envelope for the day nothing else works: ten of them, each good once. Eighty bits
/// each, in letters and digits that cannot be taken for one another (Crockford's base 32), so a plain hash suffices
/// to keep them.
/// </summary>
internal static class BreakGlassCode
{
    public const int InSheet = 10;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    /// <summary>A new code as it is printed: <c>7K3M-Q0ZD-1WX8-HN4R</c>.</summary>
    public static string New()
    {
        var characters = RandomNumberGenerator.GetString(Alphabet, Length);
        return string.Join('-', characters.Chunk(4).Select(group => new string(group)));
    }

    /// <summary>What is kept; null when the text cannot be a code. Case, spaces, dashes, O for 0 and I or L for 1 do not matter.</summary>
    public static byte[]? Kept(string typed)
    {
        var text = new StringBuilder(Length);
        foreach (var c in typed.ToUpperInvariant())
            if (c is not (' ' or '-'))
                text.Append(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
        return text.Length == Length && !text.ToString().AsSpan().ContainsAnyExcept(Allowed)
            ? SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString()))
            : null;
    }
}
