using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Broker;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>
/// Polls one queue, never for more messages than there are free slots: one long poll at all times, and while there is a backlog more
/// beside it. It survives whatever the broker does, says so to the endpoint's health, and says when it is well again.
/// </summary>
internal sealed class QueuePoller
{
    /// <summary>SQS's limit.</summary>
    private const int MaxMessages = 10;

    /// <summary>How long an extra poll waits for messages; it ends when none come.</summary>
    private const int ExtraWaitSeconds = 1;

    /// <summary>With a backlog, a poll waits so long for more free slots: full answers need fewer requests.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(2);

    private readonly SqsReceiveEndpointContext _context;
    private readonly Func<Task<DeployedQueue>> _redeploy;
    private readonly Slots _slots;
    private readonly int _most;
    private readonly int _maxExtraPolls;
    private readonly Slots _turn = new(1);
    private DeployedQueue _queue;
    private int _extraPolls;
    private volatile bool _backlog;

    public QueuePoller(
        SqsReceiveEndpointContext context, DeployedQueue queue, Func<Task<DeployedQueue>> redeploy, Slots slots)
    {
        _context = context;
        _queue = queue;
        _redeploy = redeploy;
        _slots = slots;
        _most = Math.Min(MaxMessages, context.PrefetchCount);
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
                await PollAsync(accept, wait, extra, stopping, abort.Token);
                if (backoff.Failures > 0)
                {
                    TransportLog.ReceiveRecovered(_context.Broker.Logger, _queue.Name, backoff.Failures);
                    backoff = new Backoff();
                    await TellAsync(observers => observers.NotifyReady(_context.InputAddress));
                }
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
        if (Volatile.Read(ref _extraPolls) >= _maxExtraPolls || _slots.Free == 0) return;
        Interlocked.Increment(ref _extraPolls);
        extra.Enter();
        _ = ExtraPollAsync(accept, extra, stopping, abort);
    }

    private async Task ExtraPollAsync(Action<Message> accept, OutstandingWork extra, CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            var wait = Math.Min(ExtraWaitSeconds, (int)_context.Settings.WaitTimeSeconds);
            while (!stopping.IsCancellationRequested && await PollAsync(accept, wait, extra, stopping, abort) > 0)
            {
                // until a poll comes back empty
            }
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

    /// <returns>How many messages the poll brought.</returns>
    private async Task<int> PollAsync(
        Action<Message> accept, int waitSeconds, OutstandingWork extra, CancellationToken stopping, CancellationToken abort)
    {
        var taken = await TakeSlotsAsync(stopping);
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

        _backlog = received == taken;
        if (_backlog) StartExtraPoll(accept, extra, stopping, abort);
        return received;
    }

    /// <summary>One poll after the other: polls that shared the free slots out would each come back with a few messages.</summary>
    /// <returns>Slots taken, at least one.</returns>
    private async Task<int> TakeSlotsAsync(CancellationToken stopping)
    {
        await _turn.TakeAsync(stopping);
        var taken = 0;
        try
        {
            await _slots.TakeAsync(stopping);
            taken = 1;
            if (_backlog && _slots.Free < _most - 1) await Task.Delay(Linger, _context.Broker.Time, stopping);
            while (taken < _most && _slots.TryTake()) taken++;
            return taken;
        }
        catch
        {
            if (taken > 0) _slots.Release(taken);
            throw;
        }
        finally
        {
            _turn.Release();
        }
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
