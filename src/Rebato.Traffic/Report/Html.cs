namespace Rebato.Traffic;

internal static class Html
{
    /// <summary>Text for an element or a quoted attribute. The page is UTF-8, so letters stay letters.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
