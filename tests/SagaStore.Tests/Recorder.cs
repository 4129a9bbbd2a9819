using MassTransit;

namespace RetailBus.SagaStore.Tests;

/// <summary>Everything that reached a consumer, and a way to wait for it.</summary>
public sealed class Recorder
{
    private readonly Lock _lock = new();
    private readonly List<ConsumeContext> _messages = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(ConsumeContext context)
    {
        lock (_lock)
        {
            _messages.Add(context);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public IReadOnlyList<ConsumeContext<T>> Contexts<T>()
        where T : class
    {
        lock (_lock)
            return [.. _messages.OfType<ConsumeContext<T>>()];
    }

    public IReadOnlyList<T> All<T>()
        where T : class => [.. Contexts<T>().Select(x => x.Message)];

    public IReadOnlyList<Guid> Ids<T>()
        where T : class => [.. Contexts<T>().Select(x => x.MessageId!.Value)];

    public async Task<IReadOnlyList<T>> WaitFor<T>(int count, CancellationToken cancellationToken)
        where T : class
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
