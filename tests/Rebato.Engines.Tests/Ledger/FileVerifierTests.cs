using System.Globalization;
using System.Text;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed partial class FileVerifierTests
{
    private static readonly TestLog Log = new(20);
    private static readonly NoteVerifier[] Trusted = [TestLog.Key.Verifier, TestLog.Witness.Verifier];

    [Fact]
    public async Task Each_kind_of_file_is_recognised_by_what_is_in_it()
    {
        Assert.Equal(LedgerFile.Receipt, (await Verify(ReceiptFile.Write(Log.Receipt(3)))).Value.Kind);
        Assert.Equal(LedgerFile.ReceiptQr, (await Verify(Encoding.ASCII.GetBytes(ReceiptQr.Write(Log.Receipt(3)).Value + "\n"))).Value.Kind);
        Assert.Equal(LedgerFile.Checkpoint, (await Verify(Log.Checkpoint.ToBytes())).Value.Kind);
        Assert.Equal(LedgerFile.CosignedCheckpoint, (await Verify(Log.Cosigned.ToBytes())).Value.Kind);
        Assert.Equal(LedgerFile.Pack, (await Verify(await TestPack.Write())).Value.Kind);
    }

    [Fact]
    public async Task All_of_them_match()
    {
        foreach (var file in new[] { ReceiptFile.Write(Log.Receipt(3)), Log.Checkpoint.ToBytes(), Log.Cosigned.ToBytes(), await TestPack.Write() })
            Assert.True((await Verify(file)).Value.Matches);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hola")]
    [InlineData("%PDF-1.7")]
    public async Task Anything_else_is_refused(string content) =>
        Assert.Equal("ledger.file.unknown", (await Verify(Encoding.UTF8.GetBytes(content))).Refusal?.Code);

    [Fact]
    public async Task A_checkpoint_without_a_key_asks_for_it() =>
        Assert.Equal("ledger.file.keyNeeded", (await FileVerifier.VerifyAsync(
            new MemoryStream(Log.Checkpoint.ToBytes()), [], TestContext.Current.CancellationToken)).Refusal?.Code);

    [Fact]
    public async Task A_receipt_cut_in_two_is_a_damaged_receipt_and_not_an_unknown_file()
    {
        var verdict = (await Verify(ReceiptFile.Write(Log.Receipt(3))[..400])).Value;
        Assert.False(verdict.Matches);
        Assert.Equal("ledger.receipt.header", Assert.Single(verdict.Failures).Code);
    }

    [Fact]
    public void Every_code_has_its_sentence_in_both_languages_with_the_same_values()
    {
        var (es, en) = (Codes("es"), Codes("en"));
        Assert.Equal(es.Keys.Order(), en.Keys.Order());
        Assert.All(es, text => Assert.Equal(Places(text.Value), Places(en[text.Key])));
        Assert.DoesNotContain(es, text => text.Value == en[text.Key]);
    }

    [Fact]
    public void Every_code_the_sources_use_has_a_sentence()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Rebato.slnx")))
            root = root.Parent!;
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(root.FullName, "src", "Rebato.Ledger"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var codes = Refusals().Matches(sources).Select(match => match.Groups[1].Value)
            .Concat(Passes().Matches(sources).Select(match => $"{match.Groups[1].Value}.passed"))
            .Concat(Others().Matches(sources).Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}"))
            .ToHashSet();
        Assert.True(codes.Count > 70, $"{codes.Count}");
        Assert.All(codes, code => Assert.NotNull(Sentences.Text(code, CultureInfo.GetCultureInfo("es"))));
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"((?:ledger|warning)\\.[A-Za-z.]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Refusals();

    [System.Text.RegularExpressions.GeneratedRegex("Pass\\(\"(\\w+)\"")]
    private static partial System.Text.RegularExpressions.Regex Passes();

    [System.Text.RegularExpressions.GeneratedRegex("(?:Fail|Skip)\\(\"(\\w+)\", \"(\\w+)\"")]
    private static partial System.Text.RegularExpressions.Regex Others();

    [Fact]
    public async Task The_sentences_of_a_verdict_are_whole()
    {
        var verdict = (await Verify(ReceiptFile.Write(Log.Receipt(3) with { Number = "2026/1" }))).Value;
        foreach (var culture in new[] { "es", "en", "fr" }.Select(CultureInfo.GetCultureInfo))
        {
            Assert.All(verdict.Checks, check => Assert.DoesNotContain('{', Sentences.For(check, culture)));
            Assert.All(verdict.Checks, check => Assert.NotEqual(check.Code, Sentences.For(check, culture)));
        }
        Assert.StartsWith("El recibo dice el número", Sentences.For(verdict.Failures.Single(), CultureInfo.GetCultureInfo("es")));
        Assert.Equal("A key is written name+id+base64.", Sentences.For(new Refusal("ledger.key.shape"), CultureInfo.GetCultureInfo("en")));
    }

    private static Task<Outcome<Verdict>> Verify(byte[] file) =>
        FileVerifier.VerifyAsync(new MemoryStream(file), Trusted, TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Codes(string culture) =>
        new System.Resources.ResourceManager("Rebato.Ledger.Sentences", typeof(Sentences).Assembly)
            .GetResourceSet(CultureInfo.GetCultureInfo(culture), true, culture == "es")!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<char> Places(string text) =>
        text.Where((_, at) => at > 0 && text[at - 1] == '{').Distinct().Order();
}
