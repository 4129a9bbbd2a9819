using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Broker;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>
/// Polls one queue, never for more messages than there are free slots. It survives whatever the broker does, says so to
/// the endpoint's health, and says when it is well again.
/// </summary>
internal sealed class QueuePoller
{
    /// <summary>SQS's limit.</summary>
    private const int MaxMessages = 10;

    private readonly SqsReceiveEndpointContext _context;
    private readonly Func<Task<DeployedQueue>> _redeploy;
    private readonly Slots _slots;
    private readonly int _maxExtraPolls;
    private DeployedQueue _queue;
    private int _extraPolls;

    public QueuePoller(
        SqsReceiveEndpointContext context, DeployedQueue queue, Func<Task<DeployedQueue>> redeploy, Slots slots)
    {
        _context = context;
        _queue = queue;
        _redeploy = redeploy;
        _slots = slots;
        _maxExtraPolls = (context.PrefetchCount - 1) / MaxMessages;
    }

    /// <summary>Polls until <paramref name="stopping"/>, then waits for pending polls as long as the options say.</summary>
    /// <param name="accept">Takes a message and its slot over; must not throw.</param>
    /// <param name="stopping">No new polls.</param>
    /// <param name="stopped">Pending polls are aborted.</param>
    public async Task RunAsync(Action<Message> accept, CancellationToken stopping, CancellationToken stopped)
    {
        await TellAsync(observers => observers.NotifyReady(_context.InputAddress));
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        await using var registration = stopping.Register(() => AbortLater(abort));
        var extra = new OutstandingWork();
        var backoff = new Backoff();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // a short poll after a failure tells at once whether the broker is back
                var wait = backoff.Failures == 0 ? _context.Settings.WaitTimeSeconds : 0;
                var full = await PollAsync(accept, wait, stopping, abort.Token);
                if (backoff.Failures > 0)
                {
                    TransportLog.ReceiveRecovered(_context.Broker.Logger, _queue.Name, backoff.Failures);
                    backoff = new Backoff();
                    await TellAsync(observers => observers.NotifyReady(_context.InputAddress));
                }

                if (full) StartExtraPoll(accept, extra, stopping, abort.Token);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                await RecoverAsync(exception, backoff, stopping);
            }
        }

        await extra.WhenIdleAsync(CancellationToken.None);
    }

    private void AbortLater(CancellationTokenSource abort)
    {
        var timeout = _context.Broker.Options.PollStopTimeout;
        if (timeout <= TimeSpan.Zero) abort.Cancel();
        else abort.CancelAfter(timeout);
    }

    private void StartExtraPoll(Action<Message> accept, OutstandingWork extra, CancellationToken stopping, CancellationToken abort)
    {
        if (Volatile.Read(ref _extraPolls) >= _maxExtraPolls || !_slots.AnyFree) return;
        Interlocked.Increment(ref _extraPolls);
        extra.Enter();
        _ = ExtraPollAsync(accept, extra, stopping, abort);
    }

    private async Task ExtraPollAsync(Action<Message> accept, OutstandingWork extra, CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            while (!stopping.IsCancellationRequested && await PollAsync(accept, 0, stopping, abort))
                StartExtraPoll(accept, extra, stopping, abort);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // the steady poll meets the same fault and deals with it
            TransportLog.ReceiveFailed(_context.Broker.Logger, exception, _queue.Name, TimeSpan.Zero);
        }
        finally
        {
            Interlocked.Decrement(ref _extraPolls);
            extra.Exit();
        }
    }

    /// <summary>True when the poll brought as many messages as it asked for.</summary>
    private async Task<bool> PollAsync(Action<Message> accept, int waitSeconds, CancellationToken stopping, CancellationToken abort)
    {
        await _slots.TakeAsync(stopping);
        var taken = 1;
        while (taken < MaxMessages && _slots.TryTake()) taken++;
        var received = 0;
        try
        {
            var response = await _context.Broker.Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest(_queue.Url)
                {
                    MaxNumberOfMessages = taken,
                    WaitTimeSeconds = waitSeconds,
                    MessageAttributeNames = ["All"],
                    MessageSystemAttributeNames =
                        [MessageSystemAttributeName.ApproximateReceiveCount, MessageSystemAttributeName.SentTimestamp],
                },
                abort);
            foreach (var message in response.Messages ?? [])
            {
                received++;
                accept(message);
            }
        }
        finally
        {
            if (taken > received) _slots.Release(taken - received);
        }

        return received == taken;
    }

    private async Task RecoverAsync(Exception exception, Backoff backoff, CancellationToken stopping)
    {
        var delay = backoff.Next();
        TransportLog.ReceiveFailed(_context.Broker.Logger, exception, _queue.Name, delay);
        var fault = _context.ConvertException(exception, $"Receiving from '{_queue.Name}' failed on ");
        await TellAsync(observers => observers.NotifyFaulted(_context.InputAddress, fault));
        try
        {
            await Task.Delay(delay, _context.Broker.Time, stopping);
            if (exception is QueueDoesNotExistException) _queue = await _redeploy();
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>An observer that throws must not end the receiving.</summary>
    private async Task TellAsync(Func<IReceiveTransportObserver, Task> tell)
    {
        try
        {
            await tell(_context.TransportObservers);
        }
        catch (Exception exception)
        {
            TransportLog.ObserverFailed(_context.Broker.Logger, exception, _queue.Name);
        }
    }
}
