namespace RetailBus.SagaStore.Tests;

/// <summary>Everything that reached a consumer, and a way to wait for it.</summary>
public sealed class Recorder
{
    private readonly Lock _lock = new();
    private readonly List<(Guid Id, object Message)> _messages = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(Guid id, object message)
    {
        lock (_lock)
        {
            _messages.Add((id, message));
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public IReadOnlyList<T> All<T>()
    {
        lock (_lock)
            return [.. _messages.Select(x => x.Message).OfType<T>()];
    }

    public IReadOnlyList<Guid> Ids<T>()
    {
        lock (_lock)
            return [.. _messages.Where(x => x.Message is T).Select(x => x.Id)];
    }

    public async Task<IReadOnlyList<T>> WaitFor<T>(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            if (All<T>() is var all && all.Count >= count)
                return all;

            await changed.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
        }
    }
}
