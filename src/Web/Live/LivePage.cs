using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RetailBus.Web.Api;

namespace RetailBus.Web.Live;

/// <summary>A page that shows what is now: it is told of changes while it can be seen, and of nothing while it is in the background.</summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, (string Path, Action<Answer<byte[]>> Show)> _watched = [];
    private readonly Dictionary<string, IDisposable> _subscriptions = [];
    private DotNetObjectReference<LivePage>? _self;
    private IJSObjectReference? _module;
    private bool _isVisible = true;

    [Inject]
    internal LiveFeed Feed { get; set; } = default!;

    [Inject]
    internal StackApi Api { get; set; } = default!;

    [Inject]
    internal IJSRuntime Js { get; set; } = default!;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _gone.Token;

    [JSInvokable]
    public void SetVisible(bool isVisible)
    {
        _isVisible = isVisible;
        if (!isVisible)
        {
            LeaveAll();
            return;
        }

        foreach (var name in _watched.Keys.Except(_subscriptions.Keys).ToList())
            Join(name);
    }

    public async ValueTask DisposeAsync()
    {
        LeaveAll();
        _watched.Clear();
        await _gone.CancelAsync();
        _gone.Dispose();
        _self?.Dispose();
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            _module = null; // the browser has gone, and its module with it
        }

        GC.SuppressFinalize(this);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", Gone, "/visibility.js");
            await _module.InvokeVoidAsync("watch", Gone, _self);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            LeaveAll(); // the page was left before it was whole
        }
    }

    /// <summary>Shows a path's answer now and whenever it changes. Another path under the same name takes the first one's place.</summary>
    private protected void Watch<T>(string name, string path, Func<Answer<T>, Task> show)
        where T : class
    {
        if (!RendererInfo.IsInteractive || (_watched.TryGetValue(name, out var watched) && watched.Path == path))
            return;
        if (_subscriptions.Remove(name, out var former))
            former.Dispose();
        _watched[name] = (path, answer => _ = ShowAsync(name, path, answer, show));
        if (_isVisible)
            Join(name);
    }

    private Task ShowAsync<T>(string name, string path, Answer<byte[]> answer, Func<Answer<T>, Task> show)
        where T : class => InvokeAsync(async () =>
    {
        if (_gone.IsCancellationRequested || !_watched.TryGetValue(name, out var now) || now.Path != path)
            return;
        try
        {
            await show(StackApi.Read<T>(answer));
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page was left meanwhile
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await DispatchExceptionAsync(e);
        }
    });

    private void Join(string name) => _subscriptions[name] = Feed.Subscribe(_watched[name].Path, _watched[name].Show);

    private void LeaveAll()
    {
        foreach (var subscription in _subscriptions.Values)
            subscription.Dispose();
        _subscriptions.Clear();
    }
}
