namespace Rebato.Ledger;

/// <summary>Standard base64 (RFC 4648 §4) in its one canonical spelling: no spaces, right padding, no stray bits.</summary>
internal static class Base64
{
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 4 * 3];
        if (text.Length % 4 != 0 || text.ContainsAny(" \t\r\n") || !Convert.TryFromBase64Chars(text, bytes, out var written))
            return false;
        Array.Resize(ref bytes, written);
        return text.SequenceEqual(Convert.ToBase64String(bytes));
    }
}
