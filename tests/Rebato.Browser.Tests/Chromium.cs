using Microsoft.Playwright;

namespace Rebato.Browser.Tests;

/// <summary>One headless Chromium for every test of the run; without it the tests fail and say what to install.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Executable), $"{Executable} is not installed. Debian: apt-get install -y --no-install-recommends chromium fonts-liberation");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A fresh window of the given width; <paramref name="scripts"/> off is a browser without JavaScript.</summary>
    public async Task<Screen> Open(Uri address, int width = Screen.Desktop, bool scripts = true, string language = "es-ES")
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = width < 700 ? 844 : 900 },
            JavaScriptEnabled = scripts,
            Locale = language,
            TimezoneId = "America/New_York", // not the town's: the server decides the hour people read
            ServiceWorkers = ServiceWorkerPolicy.Block,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Screen(await context.NewPageAsync());
    }
}
