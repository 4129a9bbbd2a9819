namespace RetailBus.SagaStore.Outbox;

/// <summary>
/// Rows whose messages were sent and that are still to be removed. A crash loses the list: those messages are sent again,
/// under the same message id.
/// </summary>
internal sealed class DeliveredMessages : IDisposable
{
    /// <summary>Rows removed in one statement.</summary>
    private const int Largest = 200;

    private readonly Lock _lock = new();
    private readonly Queue<long> _waiting = [];
    private readonly HashSet<long> _known = [];
    private readonly SemaphoreSlim _any = new(0, 1);

    public void Add(long sequenceNumber)
    {
        lock (_lock)
        {
            if (!_known.Add(sequenceNumber))
                return;

            _waiting.Enqueue(sequenceNumber);
            Signal();
        }
    }

    /// <summary>Takes rows to remove; each must be given to <see cref="Forget"/> or <see cref="PutBack"/>.</summary>
    public IReadOnlyList<long> Take()
    {
        lock (_lock)
        {
            var taken = new List<long>(Math.Min(_waiting.Count, Largest));
            while (taken.Count < Largest && _waiting.TryDequeue(out var sequenceNumber))
                taken.Add(sequenceNumber);

            return taken;
        }
    }

    public void Forget(IReadOnlyList<long> removed)
    {
        lock (_lock)
            _known.ExceptWith(removed);
    }

    public void PutBack(IReadOnlyList<long> notRemoved)
    {
        lock (_lock)
        {
            foreach (var sequenceNumber in notRemoved)
                _waiting.Enqueue(sequenceNumber);
            if (notRemoved.Count > 0)
                Signal();
        }
    }

    public bool Contains(long sequenceNumber)
    {
        lock (_lock)
            return _known.Contains(sequenceNumber);
    }

    public Task WaitForAny(CancellationToken cancellationToken) => _any.WaitAsync(cancellationToken);

    public void Dispose() => _any.Dispose();

    private void Signal()
    {
        if (_any.CurrentCount == 0)
            _any.Release();
    }
}
