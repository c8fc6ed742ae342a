using System.Text.RegularExpressions;

namespace Rebato.Tests.Ui;

/// <summary>What no page may hold: inline code or style, words that are not in the resources, a missing title.</summary>
public sealed partial class MarkupGuards
{
    private const string TagMark = "\u0001";

    private static readonly string Source = Path.Combine(VendoredFilesTests.RepositoryRoot(), "src");

    private static IReadOnlyList<string> Pages =>
        [.. Directory.EnumerateFiles(Source, "*.cshtml", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];

    [Fact]
    public void No_page_carries_inline_code_or_style()
    {
        Assert.NotEmpty(Pages);
        None(InlineCode);
    }

    [Fact]
    public void No_page_carries_words_of_its_own() => None(OwnWords);

    [Fact]
    public void Every_page_has_a_title() => Assert.All(
        // A page without a single tag only sends a file.
        Pages.Where(file => File.ReadAllText(file) is var page && page.StartsWith("@page", StringComparison.Ordinal) && Tags().IsMatch(page)),
        file => Assert.Matches(@"ViewData\.Title\s*=", File.ReadAllText(file)));

    [Theory]
    [InlineData("<p style=\"color:red\">")]
    [InlineData("<a href=\"#\" onclick=\"go()\">")]
    [InlineData("<script>go()</script>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<a href=\"javascript:go()\">")]
    public void The_guard_sees_inline_code_when_there_is_some(string leak) => Assert.NotNull(InlineCode("page", leak));

    [Theory]
    [InlineData("<p>Hello</p>")]
    [InlineData("@if (x) { <p>Guardar</p> }")]
    [InlineData("<p>@Texts[\"a\"] and more</p>")]
    [InlineData("<img alt=\"Shield\" src=\"x\">")]
    [InlineData("<nav aria-label=\"Menu\">")]
    [InlineData("<rb-campo asp-for=\"X\" label=\"Asunto\" />")]
    [InlineData("<text>Sí</text>")]
    [InlineData("<p>\n  Hello\n</p>")]
    [InlineData("@if (x) {\n  <b>@y</b> veces\n}")]
    public void The_guard_sees_words_when_there_are_some(string leak) => Assert.NotNull(OwnWords("page", leak));

    [Theory]
    [InlineData("<p class=\"x\">@Texts[\"a\"]. @Formats.Date(at) <b>@(one > 2 ? \"a\" : \"b\")</b></p>")]
    [InlineData("@foreach (var x in list) { <li>@x.Name</li> } else { var y = \"z\"; }")]
    [InlineData("@if (a is { } b)\n{\n  if (b is { Count: > 0 } c)\n  {\n    <i>@c</i>\n  }\n  else if (c is { } d) { <b>@d</b> }\n}")]
    [InlineData("@foreach (var (i, x) in all)\n{\n  var id = i == 0 ? one : $\"{two}-{i + 1}\";\n  <i>@id</i>\n}")]
    [InlineData("<p>@Model.Person?.Address @Model.Name!.First @list?[0].Name</p>")]
    [InlineData("<img alt=\"\" src=\"x\"><nav aria-label='@Texts[\"b\"]'>")]
    public void The_guard_lets_good_markup_through(string markup) => Assert.Null(OwnWords("page", markup));

    private static void None(Func<string, string, string?> leak)
    {
        var leaks = Pages.Select(file => leak(Path.GetRelativePath(Source, file), File.ReadAllText(file))).OfType<string>().ToList();
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    private static string? InlineCode(string file, string markup) =>
        Inline().Match(WithoutComments(markup)) is { Success: true } match ? $"{file}: {match.Value}" : null;

    /// <summary>Letters outside tags, once the code is taken away; or in an attribute that people hear.</summary>
    private static string? OwnWords(string file, string markup)
    {
        var bare = WithoutComments(markup);
        if (Spoken().Match(bare) is { Success: true } spoken) return $"{file}: {spoken.Value}";
        var pieces = Edges().Split(Tags().Replace(WithoutCode(Nested().Replace(CodeLine().Replace(Directive().Replace(bare, ""), ""), "@$1(")), TagMark));
        var words = pieces.FirstOrDefault(piece => Letters().IsMatch(piece) && (piece.Contains(TagMark, StringComparison.Ordinal) || !Statement().IsMatch(piece.Trim())));
        return words is null ? null : $"{file}: «{words.Replace(TagMark, "", StringComparison.Ordinal).Trim()}»";
    }

    private static string WithoutComments(string markup) => Comment().Replace(markup, "");

    /// <summary>Takes away what Razor runs: blocks, directives, and expressions with their brackets.</summary>
    private static string WithoutCode(string markup)
    {
        var kept = new System.Text.StringBuilder();
        for (var at = 0; at < markup.Length; at++)
        {
            if (markup[at] != '@')
            {
                kept.Append(markup[at]);
                continue;
            }
            var end = at + 1;
            if (end < markup.Length && markup[end] == '{') end = Closing(markup, end);
            else if (Control().Match(markup, end) is { Success: true } control && control.Index == end)
            {
                end = Closing(markup, end + control.Length - 1);
            }
            else
            {
                while (end < markup.Length && (char.IsLetterOrDigit(markup[end]) || markup[end] is '_' or '(' or '[' || Member(markup, end)))
                    end = markup[end] is '(' or '[' ? Closing(markup, end) : end + 1;
            }
            kept.Append('@');
            at = end - 1;
        }
        return kept.ToString();
    }

    /// <summary>A point, with or without its question mark or its exclamation mark, that a name follows.</summary>
    private static bool Member(string markup, int at) =>
        MemberMark().Match(markup, at) is { Success: true } mark && mark.Index == at;

    private static int Closing(string markup, int open)
    {
        var (depth, quoted) = (0, false);
        for (var at = open; at < markup.Length; at++)
        {
            if (markup[at] == '"') quoted = !quoted;
            if (quoted) continue;
            if (markup[at] is '(' or '[' or '{') depth++;
            if (markup[at] is ')' or ']' or '}' && --depth == 0) return at + 1;
        }
        return markup.Length;
    }

    [GeneratedRegex(@"\sstyle\s*=|\son[a-z]+\s*=\s*[""']|<script(?![^>]*\ssrc=)[^>]*>|<style|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s(?:alt|title|placeholder|aria-label|label|hint|heading|yes)=(?:""\s*\p{L}[^""]*""|'\s*\p{L}[^']*')")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"<[a-zA-Z/!](?:""[^""]*""|'[^']*'|[^'""<>])*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^\s*@(?:page|model|using|inject|addTagHelper|namespace|attribute)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"(?:if|foreach|for|while|switch|using)\s*\(")]
    private static partial Regex Control();

    /// <summary>Branches and loops inside a block stand without their at sign.</summary>
    [GeneratedRegex(@"(?<![@\w])(?:else\s+)?(if|foreach|for|while|switch|using)\s*\(")]
    private static partial Regex Nested();

    [GeneratedRegex(@"[\n{}]")]
    private static partial Regex Edges();

    /// <summary>A line that is all code: it ends in a semicolon and holds no tag.</summary>
    [GeneratedRegex(@"^[ \t]*\p{L}(?:(?!</?[a-z])[^\n])*;[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex CodeLine();

    /// <summary>A line of code inside a block, which is no text of the page.</summary>
    [GeneratedRegex(@"^(?:(?:else|if|foreach|for|while|switch|case|var|break|continue|return)\b.*|.*;)$")]
    private static partial Regex Statement();

    [GeneratedRegex(@"[?!]?\.(?=\p{L})|[?!](?=\.\p{L})|!(?=[\[(])|\?(?=\[)")]
    private static partial Regex MemberMark();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letters();
}
