namespace Rebato.Ledger;

/// <summary>Base45 (RFC 9285): two bytes become three characters of the QR alphanumeric set.</summary>
internal static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length / 2) * 3) + (bytes.Length % 2 * 2)];
        var at = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            var pair = i + 1 < bytes.Length;
            var value = pair ? (bytes[i] << 8) | bytes[i + 1] : bytes[i];
            for (var digit = 0; digit < (pair ? 3 : 2); digit++, value /= 45)
                text[at++] = Alphabet[value % 45];
        }
        return new string(text);
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[(text.Length / 3 * 2) + (text.Length % 3 / 2)];
        if (text.Length % 3 == 1)
            return false;
        var at = 0;
        for (var i = 0; i < text.Length; i += 3)
        {
            var pair = i + 2 < text.Length;
            var (value, weight) = (0, 1);
            foreach (var character in text.Slice(i, pair ? 3 : 2))
            {
                var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
                if (digit < 0)
                    return false;
                (value, weight) = (value + (digit * weight), weight * 45);
            }
            if (value > (pair ? 0xffff : 0xff))
                return false;
            if (pair)
                bytes[at++] = (byte)(value >> 8);
            bytes[at++] = (byte)value;
        }
        return true;
    }
}
