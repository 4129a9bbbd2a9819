using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using Microsoft.Extensions.Logging;
using RetailBus.AmazonSqs.Topology;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>The bus's connection: clients, and the queues and topics that it has met.</summary>
internal sealed class SqsBroker
{
    private readonly AsyncCache<QueueDestination> _queues = new();
    private readonly AsyncCache<TopicDestination> _topics = new();
    private readonly TopologyRequests _requests;

    public SqsBroker(AmazonSqsHostSettings settings, TimeProvider time, ILogger logger)
    {
        Options = settings.Delivery;
        Time = time;
        Logger = logger;
        Sqs = BrokerClients.CreateSqs(settings);
        Sns = BrokerClients.CreateSns(settings);
        _requests = new TopologyRequests(Options.ConcurrentTopologyRequests);
        Deployment = Options.Topology == AmazonSqsTopologyMode.Verify
            ? new TopologyVerification(this, _requests)
            : new QueueDeployment(this, _requests);
    }

    public AmazonSqsDeliveryOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public IAmazonSQS Sqs { get; }

    public ISnsClient Sns { get; }

    public IBrokerTopology Deployment { get; }

    /// <summary>Durable receive queues of this bus: those by which the account can be told.</summary>
    public required Func<IReadOnlyList<string>> ReceiveQueues { get; init; }

    /// <summary>The queue to send to; created when it is not there and that is allowed.</summary>
    public Task<QueueDestination> GetQueueAsync(string name, CancellationToken cancellationToken) => _queues.GetAsync(
        name,
        async () => Destination(
            await FindQueueUrlAsync(name) ?? await Deployment.ReplaceMissingQueueAsync(name, CancellationToken.None)),
        cancellationToken);

    /// <summary>The queue to send to, or null when it is not there: a temporary queue is its owner's to create.</summary>
    public async Task<QueueDestination?> FindQueueAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _queues.GetAsync(
                name,
                async () => Destination(await FindQueueUrlAsync(name) ?? throw new QueueDoesNotExistException(name)),
                cancellationToken);
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    /// <summary>The topic by name.</summary>
    public Task<TopicDestination> GetTopicAsync(TopicSubscription topic, CancellationToken cancellationToken) =>
        _topics.GetAsync(
            topic.TopicName,
            async () => new TopicDestination(Sns, await Deployment.DeployTopicAsync(topic, CancellationToken.None), Options, Time),
            cancellationToken);

    public void ForgetQueue(string name) => _queues.Forget(name);

    public void ForgetTopic(string name) => _topics.Forget(name);

    /// <summary>Waits for messages under way when the bus stops.</summary>
    public IAgent CreateDrainAgent() => new BrokerDrainAgent(this);

    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in _queues.Values) await queue.WhenIdleAsync(cancellationToken);
        foreach (var topic in _topics.Values) await topic.WhenIdleAsync(cancellationToken);
    }

    /// <summary>Null when the queue is not there.</summary>
    public Task<string?> FindQueueUrlAsync(string name) => _requests.RunAsync<string?>(async () =>
    {
        try
        {
            return (await Sqs.GetQueueUrlAsync(name)).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    });

    private QueueDestination Destination(string url) => new(Sqs, url, Options, Time);
}
