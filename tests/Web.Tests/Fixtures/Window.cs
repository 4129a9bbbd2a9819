using Microsoft.Playwright;

namespace RetailBus.Web.Tests.Fixtures;

/// <summary>A browser window that remembers what went wrong in it and where it asked.</summary>
public sealed class Window : IAsyncDisposable
{
    /// <summary>Milliseconds until a condition that does not come is a failure; on a machine that all projects' tests share.</summary>
    internal const float LongestWait = 60_000;

    private readonly IBrowserContext _context;

    internal Window(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
        page.Dialog += (_, dialog) =>
        {
            Errors.Add($"A script opened a dialog: {dialog.Message}");
            _ = dialog.DismissAsync(); // fails where the page is gone before, and then there is nothing to dismiss
        };
        page.Request += (_, request) => Hosts.Add(new Uri(request.Url).Host);
        context.SetDefaultTimeout(LongestWait);
        context.SetDefaultNavigationTimeout(LongestWait);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: broken scripts, breaches of the content security policy, files that are not there.</summary>
    public List<string> Errors { get; } = [];

    public HashSet<string> Hosts { get; } = [];

    public Task GoAsync(string path) => Page.GotoAsync(path);

    /// <summary>Waits until the page answers clicks.</summary>
    public Task LiveAsync() => Page.WaitForFunctionAsync("() => window.livePage === location.pathname");

    /// <summary>Waits until nothing is wider than the window: a chart is drawn before it knows its width.</summary>
    public Task FitsAsync() => Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");

    /// <summary>Types into a field of a live page, and leaves it.</summary>
    public async Task FillLiveAsync(ILocator field, string text)
    {
        await LiveAsync();
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    /// <summary>Waits until the page's address fits a regular expression; asked of the page, as an event may be over before it is waited for.</summary>
    public Task AtAsync(string address) => Page.WaitForFunctionAsync("address => new RegExp(address).test(location.href)", address);

    /// <summary>Waits until the page shows a text.</summary>
    public Task SeeAsync(string text) => Page.GetByText(text).Filter(new() { Visible = true }).First.WaitForAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await _context.DisposeAsync();
    }
}
