using System.Collections.Concurrent;
using Amazon.SQS.Model;
using MassTransit;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Broker;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>
/// Receives from one queue until it is stopped. Slots bound what is held (PrefetchCount), permits what is consumed at once
/// (ConcurrentMessageLimit). One long poll waits at all times; while polls come back full, more run beside it.
/// </summary>
internal sealed class SqsReceiver : ConsumerAgent<string>
{
    private readonly SqsReceiveEndpointContext _context;
    private readonly QueueAcknowledgements _acknowledgements;
    private readonly VisibilityRenewal _renewal;
    private readonly ConcurrentDictionary<string, SqsReceiveLock> _inFlight = new(StringComparer.Ordinal);
    private readonly Slots _slots;
    private readonly Slots _permits;
    private readonly OutstandingWork _held = new();

    public SqsReceiver(SqsReceiveEndpointContext context, DeployedQueue queue, Func<Task<DeployedQueue>> redeploy)
        : base(context, StringComparer.Ordinal)
    {
        _context = context;
        _slots = new Slots(context.PrefetchCount);
        _permits = new Slots(context.Concurrency);
        _acknowledgements = new QueueAcknowledgements(context.Broker, queue.Url);
        _renewal = new VisibilityRenewal(context.Broker, context.Settings, queue, _acknowledgements);
        TrySetConsumeTask(Task.Run(() => ConsumeAsync(new QueuePoller(context, queue, redeploy, _slots))));
        SetReady();
    }

    protected override async Task ActiveAndActualAgentsCompleted(StopContext context)
    {
        await base.ActiveAndActualAgentsCompleted(context);
        _context.LogConsumerCompleted(DeliveryCount, ConcurrentDeliveryCount);
    }

    private async Task ConsumeAsync(QueuePoller poller)
    {
        using var renewing = new CancellationTokenSource();
        var renewal = _renewal.RunAsync(renewing.Token);
        try
        {
            await poller.RunAsync(Accept, Stopping, Stopped);
        }
        finally
        {
            await _held.WhenIdleAsync(CancellationToken.None);
            await renewing.CancelAsync();
            await renewal;
            await _acknowledgements.WhenIdleAsync();
        }
    }

    /// <summary>Takes over a message and the slot that it holds.</summary>
    private void Accept(Message message)
    {
        var fresh = new SqsReceiveLock(message, _context, _acknowledgements, _inFlight, _renewal);
        var known = _inFlight.GetOrAdd(message.MessageId, fresh);
        if (!ReferenceEquals(known, fresh) && known.TryAdopt(message.ReceiptHandle))
        {
            TransportLog.DeliveredTwice(_context.Broker.Logger, message.MessageId, _context.Settings.QueueName);
            _slots.Release();
            return;
        }

        // a known one that could not adopt has just ended: this delivery stands for itself
        _inFlight[message.MessageId] = fresh;
        _renewal.Add(fresh);
        _held.Enter();
        _ = ConsumeAsync(message, fresh);
    }

    private async Task ConsumeAsync(Message message, SqsReceiveLock receiveLock)
    {
        await Task.Yield();
        try
        {
            if (!await TryTakePermitAsync())
            {
                await receiveLock.ReleaseAsync();
                return;
            }

            try
            {
                await DispatchAsync(message, receiveLock);
            }
            finally
            {
                _permits.Release();
            }
        }
        catch (Exception exception)
        {
            TransportLog.DispatchFailed(_context.Broker.Logger, exception, message.MessageId, _context.Settings.QueueName);
        }
        finally
        {
            await receiveLock.Settled;
            receiveLock.End();
            _slots.Release();
            _held.Exit();
        }
    }

    /// <summary>False once the endpoint is stopping: what has not begun goes back to the queue.</summary>
    private async Task<bool> TryTakePermitAsync()
    {
        if (IsStopping) return false;
        try
        {
            await _permits.TakeAsync(Stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        if (!IsStopping) return true;
        _permits.Release();
        return false;
    }

    private async Task DispatchAsync(Message message, SqsReceiveLock receiveLock)
    {
        using var context = new SqsReceiveContext(message, _context);
        await Dispatch(message.ReceiptHandle, context, receiveLock);
    }
}
