using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rebato.Browser.Tests;

/// <summary>
/// A technician of the desk on a Monday (scenario S2): signs in, takes a report, makes an incident of it, classifies it,
/// and finds that it does not close without its cause.
/// </summary>
[Collection(nameof(WithSampler))]
public sealed class DeskJourneyTests(Chromium chromium)
{
    private const string Password = "Tocar-a-rebato-1";

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_report_becomes_a_classified_incident_that_does_not_close_without_its_cause(int width)
    {
        await using var product = await Product.Start("demo");
        await using var screen = await chromium.Open(product.Address, width);
        var page = screen.Page;
        await SignIn(screen, "cau");
        await Look("inicio");

        await page.GotoAsync("/cau");
        await Look("cau");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^AV-[0-9]{4}-0005$") }).ClickAsync();
        await Look("cau-aviso");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Abrir una incidencia" }).First.ClickAsync();
        await Look("cau-abrir");
        await page.FillAsync("#Form_Subject", "Correo con una factura falsa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abrir una incidencia" }).ClickAsync();
        await page.WaitForURLAsync("**/incidencias/INC-*");
        await Look("incidencia");
        var file = new Uri(page.Url).AbsolutePath;

        await page.GotoAsync(file + "/clasificar");
        await page.GetByText("Fraude", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Phishing").CheckAsync();
        await page.Locator("input[type=text], input[type=number], input[inputmode]").First.FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ver el nivel" }).ClickAsync();
        Assert.Contains("Informar al Comité de Seguridad", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Look("clasificar");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar la clasificación" }).ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == file);

        await page.GotoAsync(file + "/cerrar");
        await page.Locator("main form").GetByRole(AriaRole.Button).Last.ClickAsync();
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await Look("cerrar");
        screen.IsSilent();

        async Task Look(string name)
        {
            await screen.IsAccessible();
            await screen.FitsSideways();
            await screen.Picture($"{name}-{width}");
        }
    }

    /// <summary>Signs in with the password and the code that the demo's own sheet shows.</summary>
    private static async Task SignIn(Screen screen, string login)
    {
        var page = screen.Page;
        await page.GotoAsync("/entrar");
        await page.FillAsync("input[name=Login]", login);
        await page.FillAsync("input[name=Password]", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Entrar", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("input[name=Code]");
        var sheet = await (await page.APIRequest.GetAsync("/demo")).TextAsync();
        await page.FillAsync("input[name=Code]", Regex.Match(sheet, "ahora: ([0-9]{6})").Groups[1].Value);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("segundo-factor", StringComparison.Ordinal));
    }
}
