using RetailBus.Web.Api;

namespace RetailBus.Web.Live;

/// <summary>
/// Tells open pages when an answer of the API has changed: asks for it while anybody looks, once for all who look at the same, and
/// says nothing while it stays as it is.
/// </summary>
internal sealed class LiveFeed(IServiceProvider services, TimeProvider time) : IDisposable
{
    /// <summary>How long a change may go unseen.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LiveAnswer> _answers = [];

    /// <summary>
    /// Calls back with the answer of now and with each other one after it, until the subscription is disposed.
    /// The call must neither wait nor throw.
    /// </summary>
    public IDisposable Subscribe(string path, Action<Answer<byte[]>> changed)
    {
        var subscription = new LiveSubscription(changed, Leave);
        lock (_lock)
        {
            if (!_answers.TryGetValue(path, out var answer))
                _answers[path] = answer = new LiveAnswer(path, services.GetRequiredService<StackApi>(), time);
            subscription.Answer = answer;
            answer.Join(subscription);
        }

        return subscription;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var answer in _answers.Values)
                answer.Dispose();
            _answers.Clear();
        }
    }

    private void Leave(LiveSubscription subscription)
    {
        lock (_lock)
        {
            if (subscription.Answer is { } answer && answer.Leave(subscription))
                _answers.Remove(answer.Path);
        }
    }
}
