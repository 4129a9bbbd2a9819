using Microsoft.Playwright;

namespace RetailBus.Web.Tests.Fixtures;

/// <summary>Chromium without a window: one for all tests, each of which opens windows of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"];

    /// <summary>Milliseconds; a machine that runs all projects' tests at once starts programs slowly.</summary>
    private const float LongestStart = 180_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static bool IsInstalled => File.Exists(Program);

    public async ValueTask InitializeAsync()
    {
        if (!IsInstalled)
            return;
        Assertions.SetDefaultExpectTimeout(Window.LongestWait);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments, Timeout = LongestStart });
    }

    /// <summary>A window of its own: no cookies, no storage of another one.</summary>
    public async Task<Window> OpenAsync(string url, WindowLook? look = null)
    {
        Assert.SkipUnless(IsInstalled, "Chromium is not installed");
        look ??= new WindowLook();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url,
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = look.Width, Height = 900 },
            TimezoneId = "America/New_York",
            Locale = "en-GB",
        });
        return new Window(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
