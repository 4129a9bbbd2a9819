using Amazon.Runtime;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>
/// Gathers entries into batches without a timer: while fewer than the allowed batches are under way, an entry leaves at
/// once; while they all are (of a thrifty batcher: while one is), entries gather and leave together. Entries that a batch answer
/// calls failed are sent again with backoff; each entry's task tells its own end.
/// </summary>
internal sealed class Batcher<T>(
    BatchLimits limits, Func<IReadOnlyList<T>, Task<IReadOnlyList<BatchFailure>>> send, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<BatchItem<T>> _waiting = new();
    private readonly OutstandingWork _outstanding = new();
    private int _running;
    private int _gathering;

    /// <summary>
    /// Completes when the broker has taken the entry. Cancelling ends the wait; an entry that is under way may arrive all the same.
    /// </summary>
    public Task SendAsync(T entry, int bytes, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        var item = new BatchItem<T>(entry, bytes, _outstanding, cancellationToken);
        Enqueue(item);
        return cancellationToken.CanBeCanceled ? item.Done.WaitAsync(cancellationToken) : item.Done;
    }

    /// <summary>Completes when nothing is under way.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken) => _outstanding.WhenIdleAsync(cancellationToken);

    /// <summary>What is sent from here on leaves when <see cref="EndGathering"/> is called, in as few batches as can be.</summary>
    public void BeginGathering()
    {
        lock (_lock) _gathering++;
    }

    public void EndGathering()
    {
        int pumps;
        lock (_lock)
        {
            if (--_gathering > 0) return;
            pumps = Math.Min(limits.ConcurrentBatches - _running, (_waiting.Count + limits.Entries - 1) / limits.Entries);
            _running += pumps;
        }

        for (var i = 0; i < pumps; i++) StartPump();
    }

    private void Enqueue(BatchItem<T> item)
    {
        lock (_lock)
        {
            _waiting.Enqueue(item);
            if (_gathering > 0 || _running >= limits.ConcurrentBatches || LeavesItToOthers(_running)) return;
            _running++;
        }

        StartPump();
    }

    /// <summary>Without the sender's execution context: a batch belongs to no single message's trace.</summary>
    private void StartPump() => ThreadPool.UnsafeQueueUserWorkItem(static batcher => _ = batcher.PumpAsync(), this, preferLocal: false);

    private bool LeavesItToOthers(int others) => limits.Thrifty && others > 0 && _waiting.Count < limits.Entries;

    private async Task PumpAsync()
    {
        while (TakeBatch() is { } batch) await SendAsync(batch);
    }

    private List<BatchItem<T>>? TakeBatch()
    {
        lock (_lock)
        {
            if (LeavesItToOthers(_running - 1))
            {
                _running--;
                return null;
            }

            var batch = new List<BatchItem<T>>(Math.Min(limits.Entries, _waiting.Count));
            var bytes = 0;
            while (batch.Count < limits.Entries && _waiting.TryPeek(out var item))
            {
                if (batch.Count > 0 && bytes + item.Bytes > limits.Bytes) break;
                _waiting.Dequeue();
                if (item.CancellationToken.IsCancellationRequested)
                {
                    item.Cancel();
                    continue;
                }

                bytes += item.Bytes;
                batch.Add(item);
            }

            if (batch.Count > 0) return batch;
            _running--;
            return null;
        }
    }

    private async Task SendAsync(List<BatchItem<T>> batch)
    {
        try
        {
            var failures = await send(batch.ConvertAll(item => item.Entry));
            Settle(batch, failures);
        }
        catch (AmazonServiceException refused) when (batch.Count > 1 && IsAboutOneEntry(refused))
        {
            foreach (var item in batch) await SendAsync([item]);
        }
        catch (Exception exception)
        {
            foreach (var item in batch) item.Fail(exception);
        }
    }

    private static bool IsAboutOneEntry(AmazonServiceException refused) =>
        (int)refused.StatusCode is 400 or 413
        && refused.Retryable is null
        && refused.ErrorCode?.Contains("Throttl", StringComparison.OrdinalIgnoreCase) != true
        && !refused.Message.Contains("does not exist", StringComparison.OrdinalIgnoreCase);

    private void Settle(List<BatchItem<T>> batch, IReadOnlyList<BatchFailure> failures)
    {
        var failed = new HashSet<int>();
        foreach (var failure in failures)
        {
            failed.Add(failure.Index);
            var item = batch[failure.Index];
            item.Attempts++;
            if (failure.SenderFault || item.Attempts >= limits.Attempts)
            {
                item.Fail(new AmazonSqsTransportException(
                    $"{failure.Code}: {failure.Message} (attempt {item.Attempts} of {limits.Attempts})", failure.Code)
                {
                    IsSenderFault = failure.SenderFault,
                });
            }
            else
            {
                _ = EnqueueLaterAsync(item);
            }
        }

        for (var index = 0; index < batch.Count; index++)
        {
            if (!failed.Contains(index)) batch[index].Succeed();
        }
    }

    private async Task EnqueueLaterAsync(BatchItem<T> item)
    {
        await Task.Delay(limits.DelayAfter(item.Attempts), time, CancellationToken.None);
        Enqueue(item);
    }
}
