using RetailBus.Web.Api;

namespace RetailBus.Web.Live;

/// <summary>An answer of the API that somebody looks at, asked for again and again.</summary>
internal sealed class LiveAnswer : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<LiveSubscription> _subscriptions = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly StackApi _api;
    private readonly TimeProvider _time;
    private Answer<byte[]>? _last;

    public LiveAnswer(string path, StackApi api, TimeProvider time)
    {
        Path = path;
        _api = api;
        _time = time;
        _ = WatchAsync(_stop.Token);
    }

    public string Path { get; }

    public void Join(LiveSubscription subscription)
    {
        Answer<byte[]>? last;
        lock (_lock)
        {
            _subscriptions.Add(subscription);
            last = _last;
        }

        if (last is not null)
            subscription.Tell(last);
    }

    /// <returns>True when nobody looks any more; the answer is then asked for no longer.</returns>
    public bool Leave(LiveSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
            if (_subscriptions.Count > 0)
                return false;
        }

        Dispose();
        return true;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(LiveFeed.Interval, _time);
        try
        {
            do
            {
                var answer = await _api.GetBytesAsync(Path, cancellationToken);
                LiveSubscription[] subscriptions;
                lock (_lock)
                {
                    if (_last is { } last && Same(last, answer))
                        continue;
                    _last = answer;
                    subscriptions = [.. _subscriptions];
                }

                foreach (var subscription in subscriptions)
                    subscription.Tell(answer);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return; // nobody looks any more
        }
    }

    private static bool Same(Answer<byte[]> one, Answer<byte[]> other) =>
        one.Problem == other.Problem && (one.Value, other.Value) switch
        {
            ({ } left, { } right) => left.AsSpan().SequenceEqual(right),
            (null, null) => true,
            _ => false,
        };
}
