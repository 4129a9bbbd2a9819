using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Transports;
using RetailBus.AmazonSqs.Broker;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Configuration;

internal sealed class SqsHostConfiguration : BaseHostConfiguration<SqsReceiveEndpointConfiguration, IAmazonSqsReceiveEndpointConfigurator>
{
    private readonly SqsBusConfiguration _bus;
    private readonly Lazy<SqsBroker> _broker;
    private readonly ConcurrentQueue<ReceiveSettings> _queues = new();
    private AmazonSqsHostSettings? _settings;

    public SqsHostConfiguration(SqsBusConfiguration bus)
        : base(bus)
    {
        _bus = bus;
        Topology = new SqsBusTopology(this, bus.SqsTopology);
        ReceiveTransportRetryPolicy = Retry.CreatePolicy(x =>
            x.Exponential(1000, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)));
        _broker = new Lazy<SqsBroker>(() => new SqsBroker(Settings, Time, LogContext!.Logger)
        {
            ReceiveQueues = () => [.. _queues.Where(queue => !queue.AutoDelete).Select(queue => queue.QueueName)],
        });
    }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public AmazonSqsHostSettings Settings
    {
        get => _settings ?? throw new ConfigurationException("No host is configured: call cfg.Host(\"eu-west-1\", h => { ... }).");
        set
        {
            _settings = value;
            if (value is { ScopeTopics: true, Scope: { Length: > 0 } scope })
            {
                ITopologyConfiguration topology = _bus.SqsTopology;
                topology.Message.SetEntityNameFormatter(
                    new PrefixEntityNameFormatter(topology.Message.EntityNameFormatter, scope.Trim('/') + "_"));
            }
        }
    }

    public SqsBroker Broker => _broker.Value;

    public override Uri HostAddress => Settings.HostAddress;

    public override IBusTopology Topology { get; }

    public override IRetryPolicy ReceiveTransportRetryPolicy { get; }

    public override IEnumerable<ValidationResult> Validate()
    {
        if (_settings is null)
            yield return this.Failure("Host", "is not configured: call cfg.Host(\"eu-west-1\", h => { ... })");
        else
        {
            foreach (var (key, problem) in _settings.Delivery.Problems()) yield return this.Failure("Delivery." + key, problem);
        }

        foreach (var result in base.Validate()) yield return result;
    }

    public override IReceiveEndpointConfiguration CreateReceiveEndpointConfiguration(
        string queueName, Action<IReceiveEndpointConfigurator>? configure) =>
        Configure(queueName, configure is null ? null : x => configure(x));

    public SqsReceiveEndpointConfiguration CreateReceiveEndpointConfiguration(
        ReceiveSettings settings,
        SqsEndpointConfiguration endpoint,
        Action<IAmazonSqsReceiveEndpointConfigurator>? configure)
    {
        var configuration = new SqsReceiveEndpointConfiguration(this, settings, endpoint);
        configure?.Invoke(configuration);
        _queues.Enqueue(settings);
        Observers.EndpointConfigured(configuration);
        Add(configuration);
        return configuration;
    }

    public SqsReceiveEndpointConfiguration Configure(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator>? configure) =>
        CreateReceiveEndpointConfiguration(new ReceiveSettings(queueName), _bus.CreateEndpointConfiguration(false), configure);

    public SqsReceiveEndpointConfiguration Configure(
        IEndpointDefinition definition, IEndpointNameFormatter? formatter, Action<IAmazonSqsReceiveEndpointConfigurator>? configure) =>
        Configure(definition.GetEndpointName(formatter ?? DefaultEndpointNameFormatter.Instance), endpoint =>
        {
            if (definition.IsTemporary)
            {
                endpoint.AutoDelete = true;
                endpoint.Durable = false;
            }

            ApplyEndpointDefinition(endpoint, definition);
            configure?.Invoke(endpoint);
        });

    public override void ReceiveEndpoint(
        IEndpointDefinition definition,
        IEndpointNameFormatter? endpointNameFormatter,
        Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        Configure(definition, endpointNameFormatter, configureEndpoint);

    public override void ReceiveEndpoint(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator> configureEndpoint) =>
        Configure(queueName, configureEndpoint);

    public override IHost Build()
    {
        var host = new SqsHost(this);
        foreach (var endpoint in GetConfiguredEndpoints()) endpoint.Build(host);
        return host;
    }
}
