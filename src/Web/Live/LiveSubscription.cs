using RetailBus.Web.Api;

namespace RetailBus.Web.Live;

/// <summary>One page's interest in an answer.</summary>
internal sealed class LiveSubscription(Action<Answer<byte[]>> changed, Action<LiveSubscription> leave) : IDisposable
{
    private int _left;

    public LiveAnswer? Answer { get; set; }

    public void Tell(Answer<byte[]> answer)
    {
        if (Volatile.Read(ref _left) == 0)
            changed(answer);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
            leave(this);
    }
}
