using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RetailBus.Web.Api;

namespace RetailBus.Web.Live;

/// <summary>A page that shows what is now: it is told of changes while it can be seen, and of nothing while it is in the background.</summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, Watched> _watched = [];
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

    /// <summary>
    /// Shows a path's answer now and whenever it changes, one at a time; of several that come meanwhile, the last one. Another path under
    /// the same name takes the first one's place.
    /// </summary>
    private protected void Watch<T>(string name, string path, Func<Answer<T>, Task> show)
        where T : class
    {
        if (!RendererInfo.IsInteractive || (_watched.TryGetValue(name, out var watched) && watched.Path == path))
            return;
        if (_subscriptions.Remove(name, out var former))
            former.Dispose();
        _watched[name] = new Watched(path, answer => show(StackApi.Read<T>(answer)));
        if (_isVisible)
            Join(name);
    }

    private async Task ShowAsync(string name, Watched watched, Answer<byte[]> answer)
    {
        watched.Next = answer;
        if (watched.IsBusy)
            return;
        watched.IsBusy = true;
        try
        {
            while (watched.Next is { } next && !_gone.IsCancellationRequested && _watched.GetValueOrDefault(name) == watched)
            {
                watched.Next = null;
                await watched.Show(next);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page was left meanwhile
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await DispatchExceptionAsync(e);
        }
        finally
        {
            watched.IsBusy = false;
        }
    }

    private void Join(string name)
    {
        var watched = _watched[name];
        _subscriptions[name] = Feed.Subscribe(watched.Path, answer => _ = InvokeAsync(() => ShowAsync(name, watched, answer)));
    }

    private void LeaveAll()
    {
        foreach (var subscription in _subscriptions.Values)
            subscription.Dispose();
        _subscriptions.Clear();
    }
}
