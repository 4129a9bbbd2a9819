using MassTransit;
using MassTransit.Configuration;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Receiving;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Configuration;

internal sealed class SqsReceiveEndpointConfiguration : ReceiveEndpointConfiguration, IAmazonSqsReceiveEndpointConfigurator
{
    private readonly SqsHostConfiguration _host;
    private readonly SqsEndpointConfiguration _endpoint;
    private readonly List<TopicSubscription> _subscriptions = [];
    private readonly Lazy<Uri> _inputAddress;

    public SqsReceiveEndpointConfiguration(SqsHostConfiguration host, ReceiveSettings settings, SqsEndpointConfiguration endpoint)
        : base(host, endpoint)
    {
        _host = host;
        _endpoint = endpoint;
        Settings = settings;
        _inputAddress = new Lazy<Uri>(() => AmazonSqsEndpointAddress
            .ForQueue(host.HostAddress, settings.QueueName, settings.Durable, settings.AutoDelete).ToUri());
    }

    public ReceiveSettings Settings { get; }

    public SqsTopologyConfiguration SqsTopology => _endpoint.SqsTopology;

    public IReadOnlyList<TopicSubscription> Subscriptions => _subscriptions;

    public override Uri HostAddress => _host.HostAddress;

    public override Uri InputAddress => _inputAddress.Value;

    /// <summary>The redrive limit that applies here; none for temporary queues.</summary>
    public int? EffectiveMaxReceiveCount => Settings.AutoDelete ? null
        : Settings.MaxReceiveCountIsSet ? Settings.MaxReceiveCount
        : _host.Settings.Delivery.MaxReceiveCount;

    public bool Durable
    {
        set
        {
            Settings.Durable = value;
            Changed(nameof(Durable));
        }
    }

    public bool AutoDelete
    {
        set
        {
            Settings.AutoDelete = value;
            Changed(nameof(AutoDelete));
        }
    }

    public ushort WaitTimeSeconds
    {
        set => Settings.WaitTimeSeconds = value;
    }

    public int RedeliverVisibilityTimeout
    {
        set => Settings.RedeliverVisibilityTimeout = value;
    }

    public TimeSpan MaxVisibilityTimeout
    {
        set => Settings.MaxVisibilityTimeout = value;
    }

    public int MaxVisibilityTimeoutRenewal
    {
        set => Settings.MaxVisibilityTimeoutRenewal = value;
    }

    public int? MaxReceiveCount
    {
        set
        {
            Settings.MaxReceiveCount = value;
            Settings.MaxReceiveCountIsSet = true;
        }
    }

    public IDictionary<string, object> QueueAttributes => Settings.QueueAttributes;

    public IDictionary<string, object> QueueSubscriptionAttributes => Settings.SubscriptionAttributes;

    public IDictionary<string, string> QueueTags => Settings.QueueTags;

    public void Subscribe<T>(Action<IAmazonSqsTopicSubscriptionConfigurator>? callback = null)
        where T : class
    {
        var subscription = _endpoint.SqsTopology.Publish.GetSqsTopology<T>().CreateSubscription();
        callback?.Invoke(subscription);
        Add(subscription);
    }

    public void Subscribe(string topicName, Action<IAmazonSqsTopicSubscriptionConfigurator>? callback = null)
    {
        var subscription = new TopicSubscription(topicName);
        callback?.Invoke(subscription);
        Add(subscription);
    }

    /// <summary>
    /// Clears what the endpoint reads, and keeps the JSON envelope for what it sends: MassTransit refuses an endpoint without
    /// a serializer, also one that reads raw JSON only.
    /// </summary>
    void IReceiveEndpointConfigurator.ClearSerialization()
    {
        ClearSerialization();
        AddSerializer(new SystemTextJsonMessageSerializerFactory());
    }

    public override ReceiveEndpointContext CreateReceiveEndpointContext() => CreateContext();

    public void Build(IHost host)
    {
        var context = CreateContext();
        var endpoint = new ReceiveEndpoint(new SqsReceiveTransport(context, _host), context);
        host.AddReceiveEndpoint(Settings.QueueName, endpoint);
        ReceiveEndpoint = endpoint;
    }

    public override IEnumerable<ValidationResult> Validate() =>
        ReceiveSettingsValidation.Validate(this, Settings, PrefetchCount, ConcurrentMessageLimit)
            .Concat(base.Validate())
            .Select(result => result.WithParentKey(Settings.QueueName));

    /// <summary>Added by the builder, once for each consumed message type; an explicit subscription of the same topic wins.</summary>
    public void AddConsumed<T>()
        where T : class
    {
        var subscription = _endpoint.SqsTopology.Publish.GetSqsTopology<T>().CreateSubscription();
        if (_subscriptions.All(existing => existing.TopicName != subscription.TopicName)) _subscriptions.Add(subscription);
    }

    protected override bool IsAlreadyConfigured() => _inputAddress.IsValueCreated || base.IsAlreadyConfigured();

    private void Add(TopicSubscription subscription)
    {
        _subscriptions.RemoveAll(existing => existing.TopicName == subscription.TopicName);
        _subscriptions.Add(subscription);
    }

    private SqsReceiveEndpointContext CreateContext()
    {
        ApplySpecifications(new SqsReceiveEndpointBuilder(this));
        return SqsReceiveEndpointContext.Create(_host, this);
    }
}
