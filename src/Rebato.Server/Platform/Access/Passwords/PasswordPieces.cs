namespace Rebato.Platform.Access;

/// <summary>
/// Cuts a password into what can be recognised (words of Spanish and English, names, the person's own words, dates,
/// numbers with a form, runs of the keyboard, repetitions) and what cannot, leaving as little unrecognised as can be.
/// Capitals, accents and the usual disguises (<c>4</c> for a, <c>$</c> for s …) do not hide a word.
/// </summary>
internal static class PasswordPieces
{
    private const int ShortestWord = 3, ShortestDisguised = 4, ShortestReversed = 4;

    private static readonly string[] Runs = WithReverses(
        "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjklñ", "zxcvbnm,.-", "!\"·$%&/()=", "!@#$%^&*()",
        "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "147", "258", "369");

    /// <summary>
    /// How many different characters, and about how many bits, lie outside every recognised piece. The same dash
    /// between four words counts once.
    /// </summary>
    public static (int Characters, double Bits) Unrecognised(string password, IEnumerable<string> personal)
    {
        var lower = password.ToLowerInvariant();
        var text = new Disguise(lower);
        var own = KnownWords.Pieces(personal);
        var cost = new int[lower.Length + 1];
        var from = new int[lower.Length + 1];
        Array.Fill(cost, int.MaxValue, 1, lower.Length);
        for (var start = 0; start < lower.Length; start++)
            for (var end = start + 1; end <= lower.Length; end++)
            {
                var outside = Recognised(lower, text, own, start, end - start) ? 0 : end == start + 1 ? 1 : int.MaxValue;
                if (outside != int.MaxValue && cost[start] + outside < cost[end])
                    (cost[end], from[end]) = (cost[start] + outside, start);
            }
        var left = new HashSet<char>();
        for (var end = lower.Length; end > 0; end = from[end])
            if (cost[end] > cost[from[end]])
                left.Add(lower[from[end]]);
        return (left.Count, left.Sum(Bits));
    }

    private static double Bits(char c) => c switch
    {
        >= '0' and <= '9' => 3.3,
        >= 'a' and <= 'z' => 4.7,
        < '\u0080' => 5,
        _ => 7,
    };

    private static bool Recognised(string lower, Disguise text, HashSet<string> own, int start, int length)
    {
        var piece = lower.AsSpan(start, length);
        if (length > 1 && start >= length && piece.SequenceEqual(lower.AsSpan(start - length, length)))
            return true;
        if (length < ShortestWord)
            return false;
        return IsRun(piece) || NumberShape.Is(text.Plain.AsSpan(start, length)) || IsWord(text, own, start, length);
    }

    private static bool IsRun(ReadOnlySpan<char> piece)
    {
        if (!piece.ContainsAnyExcept(piece[0]))
            return true;
        foreach (var run in Runs)
            if (run.AsSpan().IndexOf(piece) >= 0)
                return true;
        return false;
    }

    private static bool IsWord(Disguise text, HashSet<string> own, int start, int length)
    {
        if (Known(text.Plain.AsSpan(start, length), own))
            return true;
        return length >= ShortestDisguised && text.Plain.AsSpan(start, length).ContainsAnyInRange('a', 'z')
            && (Known(text.OneIsI.AsSpan(start, length), own) || Known(text.OneIsL.AsSpan(start, length), own));
    }

    private static bool Known(ReadOnlySpan<char> word, HashSet<string> own)
    {
        if (KnownWords.Contains(word) || own.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            return true;
        if (word.Length < ShortestReversed)
            return false;
        Span<char> reversed = stackalloc char[word.Length];
        word.CopyTo(reversed);
        reversed.Reverse();
        return KnownWords.Contains(reversed) || own.GetAlternateLookup<ReadOnlySpan<char>>().Contains(reversed);
    }

    private static string[] WithReverses(params string[] runs) =>
        [.. runs, .. runs.Select(run => new string([.. run.Reverse()]))];

    /// <summary>The same text, character by character, without accents and with its disguises taken off in two ways.</summary>
    private sealed class Disguise(string lower)
    {
        public string Plain { get; } = string.Create(lower.Length, lower, (span, from) => Write(span, from, KnownWords.Fold));
        public string OneIsI { get; } = string.Create(lower.Length, lower, (span, from) => Write(span, from, c => Undisguised(c, 'i')));
        public string OneIsL { get; } = string.Create(lower.Length, lower, (span, from) => Write(span, from, c => Undisguised(c, 'l')));

        private static void Write(Span<char> into, string from, Func<char, char> map)
        {
            for (var i = 0; i < from.Length; i++)
                into[i] = map(from[i]);
        }

        private static char Undisguised(char c, char one) => c switch
        {
            '4' or '@' or 'ª' => 'a',
            '8' or 'ß' => 'b',
            '(' or '<' or '¢' => 'c',
            '3' or '€' => 'e',
            '6' => 'g',
            '1' or '!' or '|' => one,
            '0' or 'º' => 'o',
            '9' => 'q',
            '5' or '$' => 's',
            '7' or '+' => 't',
            '2' => 'z',
            _ => KnownWords.Fold(c),
        };
    }
}
