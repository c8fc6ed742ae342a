using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Rebato.Ledger;

namespace Rebato.Browser.Tests;

/// <summary>
/// Somebody at the citizens' desk gets an odd e-mail and reports it without forwarding it (scenario S1): on a desk and on
/// a phone, with scripts and without.
/// </summary>
[Collection(nameof(WithSampler))]
public sealed class ReportJourneyTests(Chromium chromium)
{
    private const int MostTaps = 6;

    private static readonly byte[] Mail = Encoding.ASCII.GetBytes("From: nominas@proveedor.example\r\nSubject: Factura\r\nContent-Type: text/html\r\n\r\n<img src=http://robo.example/pixel>\r\n");

    [Theory]
    [InlineData(Screen.Desktop, true)]
    [InlineData(Screen.Phone, true)]
    [InlineData(Screen.Phone, false)]
    public async Task An_odd_mail_is_reported_in_six_taps_and_its_receipt_is_verified_without_the_office(int width, bool scripts)
    {
        await using var office = await LiveOffice.Start();
        await using var screen = await chromium.Open(office.Address, width, scripts);
        var page = screen.Page;
        var taps = 0;
        await page.GotoAsync("/aviso");
        await Check(screen, scripts, $"aviso-{width}");

        await Tap(page.GetByLabel("He recibido un correo o un mensaje sospechoso"));
        await Tap(page.Locator("#Form_Account"));
        await page.Keyboard.TypeAsync("Me piden pagar una factura que no es nuestra y el remitente no es el de siempre.");
        taps += 2; // the button of the file and the file itself
        await page.SetInputFilesAsync("#Form_Files", new FilePayload { Name = "factura.eml", MimeType = "message/rfc822", Buffer = Mail });
        await Tap(page.GetByRole(AriaRole.Button, new() { Name = "Enviar el aviso" }));
        await page.WaitForURLAsync("**/resguardo?*");

        Assert.True(taps <= MostTaps, $"{taps} taps");
        Assert.Matches("AV-[0-9]{4}-0001", await page.InnerTextAsync(".rb-confirmacion"));
        Assert.Contains("No lo reenvíe", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Mail)), await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.True(await page.Locator("svg.rb-qr").IsVisibleAsync());
        await Check(screen, scripts, $"resguardo-{width}");
        await VerifyDownload(page);
        screen.IsSilent();
        Assert.Empty(Directory.GetFiles(Path.Combine(office.Folder, "incoming")));

        async Task Tap(ILocator what)
        {
            taps++;
            await what.ClickAsync();
        }
    }

    [Fact]
    public async Task The_receipt_prints_on_one_sheet_with_its_code()
    {
        await using var office = await LiveOffice.Start();
        await using var screen = await chromium.Open(office.Address);
        await Report(screen.Page, "He perdido un móvil", "Me lo dejé en el autobús de la línea 3");
        await screen.IsAccessible();
        await screen.Picture("resguardo-urgente-1366");
        await screen.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Imprimir el resguardo" }).IsVisibleAsync());
        await screen.Picture("resguardo-papel");
        var sheet = Encoding.Latin1.GetString(await screen.Page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true }));
        Assert.Contains("/Count 1", sheet, StringComparison.Ordinal);
        screen.IsSilent();
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task What_is_missing_is_said_and_what_was_typed_stays(int width)
    {
        await using var office = await LiveOffice.Start();
        await using var screen = await chromium.Open(office.Address, width);
        await screen.Go("/aviso");
        await screen.Page.FillAsync("#Form_Contact", "ext. 4417");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Enviar el aviso" }).ClickAsync();
        await screen.Page.WaitForSelectorAsync(".govuk-error-summary");
        Assert.Equal("ext. 4417", await screen.Page.InputValueAsync("#Form_Contact"));
        await screen.IsAccessible();
        await screen.FitsSideways();
        await screen.Picture($"aviso-errores-{width}");
        await screen.Page.ClickAsync(".govuk-error-summary a");
        Assert.Equal("Form_Kind", await screen.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task From_elsewhere_it_asks_to_sign_in_or_to_call(int width)
    {
        await using var office = await LiveOffice.Start(settings => settings.Networks.Add("203.0.113.0/24"));
        await using var screen = await chromium.Open(office.Address, width);
        await screen.Go("/aviso");
        Assert.Contains("010", await screen.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await screen.IsAccessible();
        await screen.FitsSideways();
        await screen.Picture($"aviso-fuera-{width}");
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task The_receipt_is_checked_on_the_page_the_office_serves(int width)
    {
        await using var office = await LiveOffice.Start();
        await using var screen = await chromium.Open(office.Address, width);
        await Report(screen.Page, "Otra cosa", "Hay un cable suelto en el pasillo");
        var receipt = await Download(screen.Page);
        await screen.Go("/verificar");
        await screen.IsAccessible();
        await screen.FitsSideways();
        await screen.Picture($"verificar-{width}");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Comprobarlo en esta página" }).ClickAsync();
        await screen.Page.SetInputFilesAsync("#file", receipt);
        await screen.Page.ClickAsync("button[type=submit]");
        await screen.Page.WaitForSelectorAsync("#outcome > *");
        Assert.Contains("AV-", await screen.Page.InnerTextAsync("#outcome"), StringComparison.Ordinal);
        await screen.Picture($"verificar-resultado-{width}");
        screen.IsSilent();
    }

    private static async Task Report(IPage page, string kind, string account)
    {
        await page.GotoAsync("/aviso");
        await page.GetByLabel(kind).ClickAsync();
        await page.FillAsync("#Form_Account", account);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enviar el aviso" }).ClickAsync();
        await page.WaitForURLAsync("**/resguardo?*");
    }

    private static async Task Check(Screen screen, bool scripts, string name)
    {
        if (scripts)
        {
            await screen.IsAccessible();
            await screen.FitsSideways();
            await screen.Picture(name);
        }
    }

    private static async Task<string> Download(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Descargar resguardo" }).ClickAsync());
        Assert.EndsWith(".rbt", download.SuggestedFilename, StringComparison.Ordinal);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".rbt");
        await download.SaveAsAsync(path);
        return path;
    }

    private static async Task VerifyDownload(IPage page)
    {
        var path = await Download(page);
        Assert.True(ReceiptFile.Read(await File.ReadAllBytesAsync(path)).Done(out var receipt, out var refusal), refusal?.ToString());
        Assert.True(ReceiptVerifier.Verify(receipt, [receipt.LogKey]).Matches);
        File.Delete(path);
    }
}
