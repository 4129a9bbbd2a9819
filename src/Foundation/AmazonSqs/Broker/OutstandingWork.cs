namespace RetailBus.AmazonSqs.Broker;

/// <summary>Counts work under way and tells when there is none.</summary>
internal sealed class OutstandingWork
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _count;

    public void Enter()
    {
        lock (_lock) _count++;
    }

    public void Exit()
    {
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            if (--_count == 0) (idle, _idle) = (_idle, null);
        }

        idle?.TrySetResult();
    }

    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_count == 0) return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }
}
