namespace RetailBus.AmazonSqs.Broker;

/// <summary>An entry on its way, and the task that its sender awaits. It ends once, by one of its three ways.</summary>
internal sealed class BatchItem<T>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OutstandingWork _outstanding;

    public BatchItem(T entry, int bytes, OutstandingWork outstanding, CancellationToken cancellationToken)
    {
        Entry = entry;
        Bytes = bytes;
        CancellationToken = cancellationToken;
        _outstanding = outstanding;
        outstanding.Enter();
    }

    public T Entry { get; }

    public int Bytes { get; }

    public CancellationToken CancellationToken { get; }

    public int Attempts { get; set; }

    public Task Done => _done.Task;

    public void Succeed() => Exit(_done.TrySetResult());

    public void Fail(Exception exception) => Exit(_done.TrySetException(exception));

    public void Cancel() => Exit(_done.TrySetCanceled(CancellationToken));

    private void Exit(bool ended)
    {
        if (ended) _outstanding.Exit();
    }
}
