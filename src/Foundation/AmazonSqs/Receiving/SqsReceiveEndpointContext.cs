using MassTransit;
using MassTransit.Configuration;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Broker;
using RetailBus.AmazonSqs.Configuration;
using RetailBus.AmazonSqs.Sending;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>A receive endpoint as the transport and MassTransit's core share it.</summary>
internal sealed class SqsReceiveEndpointContext : BaseReceiveEndpointContext
{
    private readonly SqsHostConfiguration _host;
    private readonly SqsReceiveEndpointConfiguration _configuration;

    private SqsReceiveEndpointContext(SqsHostConfiguration host, SqsReceiveEndpointConfiguration configuration)
        : base(host, configuration)
    {
        _host = host;
        _configuration = configuration;
        Concurrency = configuration.Transport.GetConcurrentMessageLimit();
        ITopologyConfiguration topology = configuration.SqsTopology;
        ErrorQueueName = topology.Send.ErrorQueueNameFormatter.FormatErrorQueueName(Settings.QueueName);
        SkippedQueueName = topology.Send.DeadLetterQueueNameFormatter.FormatDeadLetterQueueName(Settings.QueueName);
    }

    public ReceiveSettings Settings => _configuration.Settings;

    public SqsBroker Broker => _host.Broker;

    /// <summary>How many messages are consumed at once.</summary>
    public int Concurrency { get; }

    /// <summary>The bus's own endpoint sees to the topics that are published to, where <c>DeployPublishTopology</c> asks for it.</summary>
    public IReadOnlyList<TopicSubscription> PublishedTopics =>
        IsBusEndpoint && _host.DeployPublishTopology ? _configuration.SqsTopology.Publish.Topics : [];

    private string ErrorQueueName { get; }

    private string SkippedQueueName { get; }

    public static SqsReceiveEndpointContext Create(SqsHostConfiguration host, SqsReceiveEndpointConfiguration configuration)
    {
        var context = new SqsReceiveEndpointContext(host, configuration);
        IErrorTransport error = new SqsErrorTransport(context, context.ErrorQueueName);
        IDeadLetterTransport skipped = new SqsSkippedTransport(context, context.SkippedQueueName);
        context.GetOrAddPayload(() => error);
        context.GetOrAddPayload(() => skipped);
        context.GetOrAddPayload(() => host.Topology);
        return context;
    }

    /// <summary>What the endpoint wants of the broker.</summary>
    public QueueDefinition Definition() => new(Settings.QueueName)
    {
        Attributes = AttributeText.Of(Settings.QueueAttributes),
        SubscriptionAttributes = AttributeText.Of(Settings.SubscriptionAttributes),
        Tags = Settings.QueueTags,
        Subscriptions = _configuration.Subscriptions,
        MaxReceiveCount = _configuration.EffectiveMaxReceiveCount,
        SideQueues = [ErrorQueueName, SkippedQueueName],
        IsTemporary = Settings.AutoDelete,
    };

    public override void AddSendAgent(IAgent agent) => throw new NotSupportedException("Send agents end with the host.");

    public override void AddConsumeAgent(IAgent agent) => throw new NotSupportedException("Consume agents end with the endpoint.");

    public override Exception ConvertException(Exception exception, string message) =>
        new ConnectionException(message + _host.HostAddress, exception);

    public override void Probe(ProbeContext context) => context.Set(new
    {
        Type = "AmazonSQS",
        Settings.QueueName,
        Settings.Durable,
        Settings.AutoDelete,
        PrefetchCount,
        ConcurrentMessageLimit,
        Settings.WaitTimeSeconds,
    });

    protected override ISendTransportProvider CreateSendTransportProvider() => CreateTransportProvider();

    protected override IPublishTransportProvider CreatePublishTransportProvider() => CreateTransportProvider();

    private SqsTransportProvider CreateTransportProvider() => new(_host, _configuration.SqsTopology, Serialization);
}
