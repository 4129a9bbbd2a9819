using MassTransit;
using MassTransit.Configuration;

namespace RetailBus.AmazonSqs.Configuration;

internal sealed class SqsBusFactoryConfigurator : BusFactoryConfigurator, IAmazonSqsBusFactoryConfigurator, IBusFactory
{
    private readonly SqsBusConfiguration _bus;
    private readonly ReceiveSettings _settings;

    public SqsBusFactoryConfigurator(SqsBusConfiguration bus)
        : base(bus)
    {
        _bus = bus;
        _settings = new ReceiveSettings(bus.Topology.Consume.CreateTemporaryQueueName("bus")) { Durable = false, AutoDelete = true };
    }

    public bool Durable
    {
        set => _settings.Durable = value;
    }

    public bool AutoDelete
    {
        set => _settings.AutoDelete = value;
    }

    public ushort WaitTimeSeconds
    {
        set => _settings.WaitTimeSeconds = value;
    }

    public IDictionary<string, object> QueueAttributes => _settings.QueueAttributes;

    public IDictionary<string, object> QueueSubscriptionAttributes => _settings.SubscriptionAttributes;

    public IDictionary<string, string> QueueTags => _settings.QueueTags;

    private SqsHostConfiguration HostConfiguration => _bus.HostConfiguration;

    public void Host(AmazonSqsHostSettings settings) => HostConfiguration.Settings = settings;

    void IAmazonSqsBusFactoryConfigurator.Publish<T>(Action<IAmazonSqsMessagePublishTopologyConfigurator<T>>? configureTopology) =>
        configureTopology?.Invoke(_bus.SqsTopology.Publish.GetSqsTopology<T>());

    public void OverrideDefaultBusEndpointQueueName(string value) => _settings.QueueName = value;

    public IReceiveEndpointConfiguration CreateBusEndpointConfiguration(Action<IReceiveEndpointConfigurator>? configure) =>
        HostConfiguration.CreateReceiveEndpointConfiguration(_settings, _bus.BusEndpointConfiguration, configure);

    public void ReceiveEndpoint(
        IEndpointDefinition definition,
        IEndpointNameFormatter? endpointNameFormatter,
        Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        HostConfiguration.ReceiveEndpoint(definition, endpointNameFormatter, configureEndpoint);

    public void ReceiveEndpoint(
        IEndpointDefinition definition,
        IEndpointNameFormatter? endpointNameFormatter,
        Action<IReceiveEndpointConfigurator>? configureEndpoint = null) =>
        HostConfiguration.ReceiveEndpoint(definition, endpointNameFormatter, configureEndpoint);

    public void ReceiveEndpoint(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator> configureEndpoint) =>
        HostConfiguration.ReceiveEndpoint(queueName, configureEndpoint);

    public void ReceiveEndpoint(string queueName, Action<IReceiveEndpointConfigurator> configureEndpoint) =>
        HostConfiguration.ReceiveEndpoint(queueName, configureEndpoint);
}
