using System.Collections.Concurrent;
using Amazon.SQS.Model;
using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>
/// The hold on one received message. Deleting and releasing use the newest receipt handle: SQS may hand out another while
/// the consumer is at work.
/// </summary>
internal sealed class SqsReceiveLock(
    Message message,
    SqsReceiveEndpointContext context,
    QueueAcknowledgements acknowledgements,
    ConcurrentDictionary<string, SqsReceiveLock> inFlight,
    VisibilityRenewal renewal) : ReceiveLockContext
{
    private readonly Lock _lock = new();
    private string _receiptHandle = message.ReceiptHandle;
    private bool _ended;
    private bool _consumed;
    private bool _settling;
    private Task _renewing = Task.CompletedTask;
    private Task _deleting = Task.CompletedTask;
    private string? _lostBecause;

    public string MessageId => message.MessageId;

    /// <summary>When the delivery was taken over whose handle this is: SQS's 12 hours begin with it.</summary>
    public long StartedAt { get; private set; } = context.Broker.Time.GetTimestamp();

    /// <summary>When its visibility was last set.</summary>
    public long RenewedAt { get; set; } = context.Broker.Time.GetTimestamp();

    public string ReceiptHandle
    {
        get
        {
            lock (_lock) return _receiptHandle;
        }
    }

    /// <summary>The message is deleted, or its deletion has failed and was logged. At once where it is not to be deleted.</summary>
    public Task Settled => _deleting;

    /// <summary>Takes a newer delivery's handle over, and with it a lost hold again; false when this one has ended.</summary>
    public bool TryAdopt(string receiptHandle)
    {
        lock (_lock)
        {
            if (_ended) return false;
            _receiptHandle = receiptHandle;
            StartedAt = RenewedAt = context.Broker.Time.GetTimestamp();
            _lostBecause = null;
            if (!_settling) renewal.Add(this);
            return true;
        }
    }

    /// <summary>
    /// Extends the visibility, unless the message is being settled or the last extension is still under way: an extension
    /// after a release would hide the message again.
    /// </summary>
    public async Task RenewAsync(TimeSpan extension)
    {
        var renewed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_settling || !_renewing.IsCompleted) return;
            _renewing = renewed.Task;
        }

        try
        {
            var now = context.Broker.Time.GetTimestamp();
            await acknowledgements.ChangeVisibilityAsync(ReceiptHandle, extension);
            RenewedAt = now;
        }
        finally
        {
            renewed.SetResult();
        }
    }

    /// <summary>The message is no longer held, for the reason given; its consumer goes on, its result is a repeat.</summary>
    public void Lose(string reason)
    {
        lock (_lock)
        {
            _lostBecause ??= reason;
            renewal.Remove(this);
        }

        TransportLog.LockLost(context.Broker.Logger, MessageId, context.Settings.QueueName, reason);
    }

    /// <summary>
    /// Deletes the message, for which the next one's consumer need not wait. A delete that fails means another delivery, not a failed
    /// consumer.
    /// </summary>
    public Task Complete()
    {
        BeginSettling();
        _consumed = true;
        _deleting = DeleteAsync();
        return Task.CompletedTask;
    }

    /// <summary>Shortens the visibility, so that the message comes again soon.</summary>
    public Task Faulted(Exception exception) =>
        _consumed ? Task.CompletedTask : ChangeVisibilityAsync(TimeSpan.FromSeconds(context.Settings.RedeliverVisibilityTimeout));

    public Task ValidateLockStatus()
    {
        lock (_lock)
        {
            return _lostBecause is null
                ? Task.CompletedTask
                : Task.FromException(
                    new TransportException(context.InputAddress, $"The lock of message {MessageId} was lost: {_lostBecause}"));
        }
    }

    /// <summary>Gives the message back at once: it was not begun.</summary>
    public Task ReleaseAsync() => ChangeVisibilityAsync(TimeSpan.Zero);

    /// <summary>No later delivery can be adopted.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            renewal.Remove(this);
        }

        inFlight.TryRemove(KeyValuePair.Create(MessageId, this));
    }

    /// <returns>The extension that is under way.</returns>
    private Task BeginSettling()
    {
        lock (_lock)
        {
            _settling = true;
            renewal.Remove(this);
            return _renewing;
        }
    }

    private async Task DeleteAsync()
    {
        try
        {
            string deleted;
            do
            {
                deleted = ReceiptHandle;
                await acknowledgements.DeleteAsync(deleted);
            }
            while (!TryEnd(deleted));
        }
        catch (Exception exception)
        {
            TransportLog.DeleteFailed(context.Broker.Logger, exception, MessageId, context.Settings.QueueName);
        }
    }

    private bool TryEnd(string deleted)
    {
        lock (_lock)
        {
            if (_receiptHandle != deleted) return false;
            _ended = true;
            return true;
        }
    }

    /// <summary>Of a message that is no longer held it is left as it is: somebody else may be at work on it.</summary>
    private async Task ChangeVisibilityAsync(TimeSpan visibility)
    {
        await BeginSettling();
        string receiptHandle;
        lock (_lock)
        {
            if (_lostBecause is not null) return;
            receiptHandle = _receiptHandle;
        }

        try
        {
            await acknowledgements.ChangeVisibilityAsync(receiptHandle, visibility);
        }
        catch (Exception exception)
        {
            TransportLog.ReleaseFailed(context.Broker.Logger, exception, MessageId, context.Settings.QueueName);
        }
    }
}
