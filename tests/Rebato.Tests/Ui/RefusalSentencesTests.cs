using System.Text.RegularExpressions;
using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Ui;

/// <summary>
/// No refusal reaches a person as a code: each has its sentence in both languages. The commands of the ledger and of
/// traffic speak with their engines' own sentences, which the engines' tests watch.
/// </summary>
public sealed partial class RefusalSentencesTests
{
    private static readonly Sentences All = Sentences.Load(strict: true);

    [Fact]
    public void Every_refusal_that_the_code_makes_has_its_sentence_in_every_language()
    {
        var source = Path.Combine(VendoredFilesTests.RepositoryRoot(), "src", "Rebato.Server");
        var codes = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !file.StartsWith(Path.Combine(source, "Platform", "Ledger"), StringComparison.Ordinal))
            .Where(file => !file.StartsWith(Path.Combine(source, "Modules", "Traffic"), StringComparison.Ordinal))
            .SelectMany(file => Codes(File.ReadAllText(file)).Select(code => (code, File: Path.GetFileName(file))))
            .ToList();
        Assert.True(codes.Count > 80);
        Assert.Equal("", string.Join('\n', codes.Where(c => !Said(c.code)).Select(c => $"{c.File}: {c.code}").Distinct()));
    }

    [Fact]
    public void A_code_that_nobody_wrote_is_found()
    {
        Assert.Equal(["nobody.wrote-this"], Codes("return new Refusal(\"nobody.wrote-this\", Article);"));
        Assert.Equal(["a.b", "c.d"], Codes("new Refusal(open ? \"a.b\" : \"c.d\", Article)"));
        Assert.False(Said("nobody.wrote-this"));
    }

    private static IEnumerable<string> Codes(string code) =>
        Made().Matches(code).SelectMany(made => Literal().Matches(made.Value).Select(literal => literal.Groups[1].Value)).Where(found => !found.EndsWith('-'));

    private static bool Said(string code) =>
        All.Languages.All(language => All.Keys(language).Contains(code))
        || KernelSentences.Of(new Refusal(code, Values: ["1", "2", "3"]), Language.Spanish) is not null;

    [GeneratedRegex(@"new Refusal\(\s*(?:[^""(),]*\?\s*""[^""]+""\s*:\s*)?""[^""]+""")]
    private static partial Regex Made();

    [GeneratedRegex("\"([a-z][a-z0-9]*[.][a-zA-Z0-9.-]+)\"")]
    private static partial Regex Literal();
}
