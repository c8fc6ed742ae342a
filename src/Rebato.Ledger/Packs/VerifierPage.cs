using System.Security.Cryptography;
using System.Text;

namespace Rebato.Ledger;

/// <summary>
/// Makes the verifier page one file that opens from a disk or a pack with nothing beside it. Its own content security
/// policy allows exactly its script and its style by their hashes, and no request to anywhere.
/// </summary>
public static class VerifierPage
{
    private const string Page = "verificar.html";
    private const string Style = "verificar.css";

    /// <summary>The modules, each after those it imports from.</summary>
    private static readonly string[] Modules = ["bytes.js", "note.js", "findings.js", "receipt.js", "pack.js", "texts.js", "page.js"];

    /// <summary>The page as one HTML file; <paramref name="read"/> gives the text of a file of <c>wwwroot/verificar</c>.</summary>
    public static string Inline(Func<string, string> read)
    {
        var style = "\n" + read(Style).ReplaceLineEndings("\n");
        var script = "\n" + string.Concat(Modules.Select(module => Bare(read(module))));
        var policy = $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'";
        return Replace(
            Replace(
                Replace(read(Page).ReplaceLineEndings("\n"), "<meta charset=\"utf-8\">", $"<meta charset=\"utf-8\">\n  <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
                $"<link rel=\"stylesheet\" href=\"{Style}\">", $"<style>{style}</style>"),
            "<script type=\"module\" src=\"page.js\"></script>", $"<script type=\"module\">{script}</script>");
    }

    /// <summary>In one script the modules see each other already: their import lines and export words go.</summary>
    private static string Bare(string module) => string.Concat(module.ReplaceLineEndings("\n").Split('\n')
        .Where(line => !line.StartsWith("import ", StringComparison.Ordinal))
        .Select(line => (line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..] : line) + "\n"));

    private static string Replace(string page, string old, string by) =>
        page.Contains(old, StringComparison.Ordinal) ? page.Replace(old, by, StringComparison.Ordinal) : throw new InvalidDataException($"{Page} lacks {old}");

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
