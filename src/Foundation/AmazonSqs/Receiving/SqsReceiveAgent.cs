using System.Diagnostics;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Broker;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>One endpoint from start to stop: sets its queue up, receives, and takes a temporary queue away again.</summary>
internal sealed class SqsReceiveAgent : Agent, ReceiveTransportHandle
{
    private readonly SqsReceiveEndpointContext _context;
    private readonly bool _deployOnly;
    private SqsReceiver? _receiver;

    public SqsReceiveAgent(SqsReceiveEndpointContext context, bool deployOnly)
    {
        _context = context;
        _deployOnly = deployOnly;
        var run = Task.Run(RunAsync);
        SetReady(run);
        SetCompleted(run);
    }

    private SqsBroker Broker => _context.Broker;

    Task ReceiveTransportHandle.Stop(CancellationToken cancellationToken) => this.Stop("Stop Receive Transport", cancellationToken);

    protected override async Task StopAgent(StopContext context)
    {
        LogContext.SetCurrentIfNull(_context.LogContext);
        if (_receiver is { } receiver) await receiver.Stop(context);
        await Completed;
    }

    private async Task RunAsync()
    {
        LogContext.SetCurrentIfNull(_context.LogContext);
        // what started the bus is no parent of what its consumers do
        Activity.Current = null;
        DeployedQueue? queue = null;
        DeliveryMetrics metrics = NoDeliveries.Instance;
        try
        {
            if (_context.PublishedTopics is { Count: > 0 } topics) await UntilDoneAsync(() => DeployTopicsAsync(topics));
            if (!_context.ReceivePipe.Connected.IsCompleted)
            {
                await _context.TransportObservers.NotifyReady(_context.InputAddress, false);
                await _context.ReceivePipe.Connected.WaitAsync(Stopping);
            }

            queue = await DeployAsync();
            await _context.DependenciesReady.WaitAsync(Stopping);
            if (!_deployOnly) metrics = await ReceiveAsync(queue);
            else await _context.TransportObservers.NotifyReady(_context.InputAddress);
        }
        catch (OperationCanceledException) when (IsStopping)
        {
            LogContext.Debug?.Log("Stopped before receiving began: {InputAddress}", _context.InputAddress);
        }
        finally
        {
            if (queue is not null && _context.Settings.AutoDelete && !_deployOnly) await RemoveAsync(queue);
            await _context.TransportObservers.NotifyCompleted(_context.InputAddress, metrics);
        }
    }

    private async Task<DeliveryMetrics> ReceiveAsync(DeployedQueue queue)
    {
        var receiver = new SqsReceiver(_context, queue, DeployAsync);
        Interlocked.Exchange(ref _receiver, receiver);
        // a stop that came before the receiver was there found nothing to stop
        if (IsStopping) await receiver.Stop("Stop Receive Transport", Stopped);
        await receiver.Completed;
        return receiver;
    }

    private Task<DeployedQueue> DeployAsync() => UntilDoneAsync(async () =>
    {
        var definition = _context.Definition();
        var queue = await Broker.Deployment.DeployAsync(definition, Stopping);
        // who only deploys leaves all behind that a bus without the right to declare will want
        if (_deployOnly) await DeploySideQueuesAsync(definition);
        return queue;
    });

    private async Task<int> DeployTopicsAsync(IReadOnlyList<TopicSubscription> topics)
    {
        await Broker.Deployment.DeployTopicsAsync(topics, Stopping);
        return topics.Count;
    }

    private async Task<T> UntilDoneAsync<T>(Func<Task<T>> deploy)
    {
        var backoff = new Backoff();
        while (true)
        {
            try
            {
                return await deploy();
            }
            catch (Exception exception) when (!IsStopping)
            {
                var delay = backoff.Next();
                await TellAsync(exception, delay);
                await Task.Delay(delay, Broker.Time, Stopping);
            }
        }
    }

    private async Task DeploySideQueuesAsync(QueueDefinition definition) =>
        await Task.WhenAll(definition.SideQueues.Select(name => Broker.Deployment.DeploySideQueueAsync(name, Stopping)));

    private Task TellAsync(Exception exception, TimeSpan delay)
    {
        var queue = _context.Settings.QueueName;
        if (exception is AmazonSqsTopologyException missing)
        {
            TransportLog.TopologyMissing(Broker.Logger, queue, missing.Message, delay);
            // not transient: a bus that is just starting fails to, with this message
            return _context.TransportObservers.NotifyFaulted(
                _context.InputAddress, new ConnectionException(missing.Message, missing, isTransient: false));
        }

        TransportLog.DeploymentFailed(Broker.Logger, exception, queue, delay);
        return _context.TransportObservers.NotifyFaulted(
            _context.InputAddress, _context.ConvertException(exception, $"Queue '{queue}' could not be set up on "));
    }

    private async Task RemoveAsync(DeployedQueue queue)
    {
        try
        {
            Broker.ForgetQueue(queue.Name);
            await Broker.Deployment.RemoveAsync(queue, CancellationToken.None);
        }
        catch (Exception exception)
        {
            TransportLog.QueueNotRemoved(Broker.Logger, exception, queue.Name);
        }
    }
}
