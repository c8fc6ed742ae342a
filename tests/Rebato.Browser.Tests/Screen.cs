using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Rebato.Browser.Tests;

/// <summary>A page in a window, with what every screen must pass: axe, width, silence of the console.</summary>
public sealed class Screen : IAsyncDisposable
{
    public const int Desktop = 1366;
    public const int Phone = 390;
    public const int Narrow = 320;

    private static readonly string Root = FindRoot();

    private readonly List<string> complaints = [];

    public Screen(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add("exception: " + error);
        page.RequestFailed += (_, request) => complaints.Add($"request failed: {request.Url} {request.Failure}");
    }

    public IPage Page { get; }

    public static string RepositoryRoot => Root;

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    public async Task Go(string path)
    {
        await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
    }

    /// <summary>No violation of WCAG 2.2 AA nor of axe's best practices.</summary>
    public async Task IsAccessible()
    {
        var result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"),
        });
        var found = result.Violations.Select(violation =>
            $"{violation.Id} ({violation.Impact}): {violation.Help}\n" + string.Join('\n', violation.Nodes.Take(4).Select(node => $"    {node.Html}")));
        Assert.True(result.Violations.Length == 0, $"{Page.Url} at {Page.ViewportSize!.Width} px:\n{string.Join('\n', found)}");
    }

    /// <summary>Nothing sticks out: no sideways scrolling.</summary>
    public async Task FitsSideways()
    {
        var wide = await Page.EvaluateAsync<string[]>("""
            () => {
              const limit = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= limit) return [];
              return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > limit + 1)
                .map(e => `${e.tagName.toLowerCase()}.${e.className} ${Math.round(e.getBoundingClientRect().right)} px`);
            }
            """);
        Assert.True(wide.Length == 0, $"{Page.Url} is wider than {Page.ViewportSize!.Width} px: {string.Join("; ", wide.Take(8))}");
    }

    /// <summary>Neither script errors nor blocked content since the window was opened.</summary>
    public void IsSilent() => Assert.True(complaints.Count == 0, $"{Page.Url}:\n{string.Join('\n', complaints)}");

    /// <summary>Keeps a picture under artifacts/screens; with REBATO_MANUAL=1 in the manual as well.</summary>
    public async Task Picture(string name, bool fullPage = true)
    {
        var bytes = await Page.ScreenshotAsync(new() { FullPage = fullPage });
        await Save(Path.Combine(Root, "artifacts", "screens"), name, bytes);
        if (Environment.GetEnvironmentVariable("REBATO_MANUAL") == "1") await Save(Path.Combine(Root, "docs", "manual", "es", "img"), name, bytes);
    }

    private static Task Save(string folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        return File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), bytes);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rebato.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
