namespace Rebato.Browser.Tests;

/// <summary>The program itself, from its build output and in production, seen by a browser.</summary>
[Collection(nameof(WithSampler))]
public sealed class ProductTests(Chromium chromium)
{
    [Fact]
    public async Task The_pages_everybody_may_read_come_up_whole_accessible_and_silent()
    {
        await using var product = await Product.Start("serve");
        foreach (var width in (int[])[Screen.Desktop, Screen.Phone])
        {
            await using var screen = await chromium.Open(product.Address, width);
            foreach (var path in (string[])["/accesibilidad", "/proteccion-de-datos", "/aviso-legal", "/contacto-seguridad"])
            {
                await screen.Go(path);
                Assert.Contains("Public Sans", await screen.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).fontFamily"), StringComparison.Ordinal);
                Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.fonts.check('16px \"Public Sans\"') && document.body.classList.contains('js-enabled')"));
                await screen.IsAccessible();
                await screen.FitsSideways();
                screen.IsSilent();
            }
        }
    }
}
