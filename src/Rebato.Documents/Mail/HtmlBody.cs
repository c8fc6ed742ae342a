using System.Net;
using System.Text.RegularExpressions;

namespace Rebato.Documents.Mail;

/// <summary>The HTML of a message: comments, scripts, meta and pictures fetched from elsewhere, which tell the sender who reads.</summary>
internal static partial class HtmlBody
{
    public static string Clean(string html, string place, Scrubbing scrubbing)
    {
        html = Take(Comment(), html, "xml-comment");
        html = Take(Script(), html, "active-content");
        html = Take(Meta(), html, "document-property");
        return Take(Remote(), html, "tracker");

        string Take(Regex pattern, string from, string code) => pattern.Replace(from, m =>
        {
            scrubbing.Removed(code, place, m.Value);
            return "";
        });
    }

    public static string Words(string html) => WebUtility.HtmlDecode(Tag().Replace(html, " "));

    [GeneratedRegex(@"<!--(?!\[if).*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"<script\b.*?</script\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Script();

    [GeneratedRegex(@"<meta\b(?![^>]*(charset|http-equiv))[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Meta();

    [GeneratedRegex(@"<img\b[^>]*\bsrc\s*=\s*[""']?(https?:)?//[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Remote();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Tag();
}
