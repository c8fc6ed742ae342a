using System.Text;

namespace Rebato.Documents.Text;

/// <summary>The readable words among bytes, for showing what a block held.</summary>
internal static class Printable
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var words = new StringBuilder();
        var run = new StringBuilder();
        foreach (var b in bytes[..Math.Min(bytes.Length, 1 << 16)])
        {
            if (words.Length > 160) break;
            if (b is >= 32 and < 127)
            {
                run.Append((char)b);
                continue;
            }
            if (b == 0 && run.Length == 1 && words.Length > 0) continue;
            if (run.Length >= 4) words.Append(run).Append(' ');
            run.Clear();
        }
        if (run.Length >= 4) words.Append(run);
        return words.ToString();
    }
}
