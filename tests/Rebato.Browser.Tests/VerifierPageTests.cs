using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Rebato.Engines.Tests.Ledger;
using Rebato.Ledger;

namespace Rebato.Browser.Tests;

/// <summary>
/// The page that verifies with no server, opened from the disk as an auditor does, given the same good and tampered files
/// as the engine: both must say the same.
/// </summary>
public sealed class VerifierPageTests : IAsyncLifetime
{
    private static readonly TestLog Log = new(300);
    private static readonly NoteVerifier[] Trusted = [TestLog.Key.Verifier, TestLog.Witness.Verifier];
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "verificar");

    private readonly List<string> trouble = [];
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "verificar-suelto.html");
        await File.WriteAllTextAsync(file, VerifierPage.Inline(name => File.ReadAllText(Path.Combine(Folder, name))));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        page = await browser.NewPageAsync();
        page.Console += (_, message) => Note(message.Type == "error", message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) => Note(!request.Url.StartsWith("file:", StringComparison.Ordinal), request.Url);
        await page.GotoAsync(new Uri(file).ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(trouble);
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    [Fact]
    public async Task It_says_of_every_receipt_what_the_engine_says()
    {
        var good = Log.Receipt(257);
        var payload = good.Disclosure!.Payload.ToArray();
        payload[30] ^= 1;
        var stranger = NoteSigner.FromSeed(TestLog.Origin, NoteAlgorithm.Ed25519, TestLog.Bytes("stranger"));
        Receipt[] receipts =
        [
            good,
            good.Withheld(),
            good with { Disclosure = good.Disclosure with { Payload = payload } },
            good with { Leaf = good.Leaf with { At = good.Leaf.At + TimeSpan.FromDays(1) } },
            good with { Index = 258 },
            good with { Number = "2026/9999" },
            good with { Path = [.. good.Path.Skip(1)] },
            good with { Checkpoint = Log.Head.Sign(stranger, TestLog.Noon), LogKey = stranger.Verifier },
        ];
        foreach (var receipt in receipts)
            await Same("r.rbt", ReceiptFile.Write(receipt), Trusted);
    }

    [Fact]
    public async Task It_says_of_every_pack_what_the_engine_says()
    {
        await Same("p.zip", await TestPack.Write(), Trusted);
        await Same("p.zip", await TestPack.Rezip(_ => { }), Trusted);
        await Same("p.zip", await TestPack.Rezip(files => files["documents/acta.pdf"][0] ^= 1), Trusted);
        await Same("p.zip", await TestPack.Rezip(files => files.Remove("evidence/correo.eml")), Trusted);
        await Same("p.zip", await TestPack.Rezip(files => files["evidence/x"] = [1]), Trusted);
        await Same("p.zip", await TestPack.Rezip(files => files["index.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["index.json"]).Replace("2026/0004", "2026/0005"))), Trusted);
        await Same("p.zip", await TestPack.Rezip(files => files.Remove("index.note")), Trusted);
    }

    [Fact]
    public async Task It_says_of_every_checkpoint_what_the_engine_says()
    {
        await Same("c.txt", Log.Cosigned.ToBytes(), Trusted);
        await Same("c.txt", Encoding.UTF8.GetBytes(Log.Cosigned.ToString().Replace("\n300\n", "\n301\n")), Trusted);
        await Same("c.txt", Log.Checkpoint.ToBytes(), [TestLog.Witness.Verifier]);
    }

    [Fact]
    public async Task Without_a_key_it_warns_with_the_fingerprint_to_compare()
    {
        await Same("r.rbt", ReceiptFile.Write(Log.Receipt(7)), []);
        Assert.Contains(TestLog.Key.Verifier.Fingerprint, await page.TextContentAsync(".warning"));
    }

    [Fact]
    public async Task A_pasted_qr_text_is_verified_and_the_page_speaks_both_languages()
    {
        await page.FillAsync("#keys", string.Join('\n', Trusted.Select(key => key.ToString())));
        await page.FillAsync("#qr", ReceiptQr.Write(Log.Receipt(7)).Value);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".box.matches");
        Assert.Equal("Recibo en código QR: Todo coincide", await page.TextContentAsync(".outcome"));
        await page.ClickAsync("#language");
        Assert.Equal("Receipt in a QR code: Everything matches", await page.TextContentAsync(".outcome"));
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
    }

    [Fact]
    public async Task Anything_else_gets_one_clear_sentence()
    {
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "x.txt", MimeType = "text/plain", Buffer = "hola"u8.ToArray() });
        await page.WaitForSelectorAsync("#outcome:has-text('No es un recibo')");
        await page.FillAsync("#keys", "esto no es una clave");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("#outcome:has-text('La línea 1 de las claves no es una clave.')");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task It_has_no_accessibility_violation(int width)
    {
        await page.SetViewportSizeAsync(width, 900);
        await Same("r.rbt", ReceiptFile.Write(Log.Receipt(7) with { Number = "2026/9999" }), []);
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private async Task Same(string name, byte[] file, NoteVerifier[] trusted)
    {
        var engine = (await FileVerifier.VerifyAsync(new MemoryStream(file), trusted, TestContext.Current.CancellationToken)).Value;
        await page.ReloadAsync();
        await page.FillAsync("#keys", string.Join('\n', trusted.Select(key => key.ToString())));
        await page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });
        await page.WaitForSelectorAsync(engine.Matches ? ".box.matches" : ".box.differs");
        var codes = await page.EvalOnSelectorAllAsync<string[]>(".checks li", "items => items.map(item => item.dataset.code)");
        Assert.Equal(engine.Checks.Select(check => check.Code), codes);
        var sentences = await page.EvalOnSelectorAllAsync<string[]>(".checks li", "items => items.map(item => item.textContent)");
        var spanish = System.Globalization.CultureInfo.GetCultureInfo("es");
        Assert.All(engine.Checks.Zip(sentences), pair => Assert.EndsWith(Sentences.For(pair.First, spanish), pair.Second));
    }

    private void Note(bool bad, string text)
    {
        if (bad)
            trouble.Add(text);
    }
}
