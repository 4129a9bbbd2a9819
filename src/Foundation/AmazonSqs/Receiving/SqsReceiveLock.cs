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
    private string? _lostBecause;

    public string MessageId => message.MessageId;

    /// <summary>When the message was taken over.</summary>
    public long StartedAt { get; } = context.Broker.Time.GetTimestamp();

    /// <summary>When its visibility was last set.</summary>
    public long RenewedAt { get; set; } = context.Broker.Time.GetTimestamp();

    public string ReceiptHandle
    {
        get
        {
            lock (_lock) return _receiptHandle;
        }
    }

    /// <summary>Takes a newer delivery's handle over; false when this one has ended.</summary>
    public bool TryAdopt(string receiptHandle)
    {
        lock (_lock)
        {
            if (_ended) return false;
            _receiptHandle = receiptHandle;
            RenewedAt = context.Broker.Time.GetTimestamp();
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
        lock (_lock) _lostBecause ??= reason;
        renewal.Remove(this);
        TransportLog.LockLost(context.Broker.Logger, MessageId, context.Settings.QueueName, reason);
    }

    /// <summary>Deletes the message. A delete that fails means another delivery, not a failed consumer.</summary>
    public async Task Complete()
    {
        renewal.Remove(this);
        lock (_lock) _settling = true;
        _consumed = true;
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
        renewal.Remove(this);
        lock (_lock) _ended = true;
        inFlight.TryRemove(KeyValuePair.Create(MessageId, this));
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

    private async Task ChangeVisibilityAsync(TimeSpan visibility)
    {
        renewal.Remove(this);
        Task renewing;
        lock (_lock)
        {
            _settling = true;
            renewing = _renewing;
        }

        await renewing;
        try
        {
            await acknowledgements.ChangeVisibilityAsync(ReceiptHandle, visibility);
        }
        catch (Exception exception)
        {
            TransportLog.ReleaseFailed(context.Broker.Logger, exception, MessageId, context.Settings.QueueName);
        }
    }
}
