using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Configuration;

internal sealed class SqsHost(SqsHostConfiguration configuration)
    : BaseHost(configuration, configuration.Topology), IHost<IAmazonSqsReceiveEndpointConfigurator>
{
    public override HostReceiveEndpointHandle ConnectReceiveEndpoint(
        IEndpointDefinition definition,
        IEndpointNameFormatter? endpointNameFormatter,
        Action<IReceiveEndpointConfigurator>? configureEndpoint = null) =>
        Connect(configuration.Configure(definition, endpointNameFormatter, configureEndpoint is null ? null : x => configureEndpoint(x)));

    public override HostReceiveEndpointHandle ConnectReceiveEndpoint(
        string queueName, Action<IReceiveEndpointConfigurator>? configureEndpoint = null) =>
        Connect(configuration.Configure(queueName, configureEndpoint is null ? null : x => configureEndpoint(x)));

    public HostReceiveEndpointHandle ConnectReceiveEndpoint(
        IEndpointDefinition definition,
        IEndpointNameFormatter? endpointNameFormatter = null,
        Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        Connect(configuration.Configure(definition, endpointNameFormatter, configureEndpoint));

    public HostReceiveEndpointHandle ConnectReceiveEndpoint(
        string queueName, Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        Connect(configuration.Configure(queueName, configureEndpoint));

    protected override void Probe(ProbeContext context) => context.Set(new
    {
        Type = "AmazonSQS",
        configuration.Settings.Region,
        configuration.Settings.Scope,
        configuration.Settings.SqsConfig?.ServiceURL,
    });

    protected override IAgent[] GetAgentHandles() => [configuration.Broker.CreateDrainAgent()];

    private HostReceiveEndpointHandle Connect(SqsReceiveEndpointConfiguration endpoint)
    {
        LogContext.SetCurrentIfNull(configuration.LogContext);
        endpoint.Validate().ThrowIfContainsFailure("The receive endpoint configuration is invalid:");
        endpoint.Build(this);
        return ReceiveEndpoints.Start(endpoint.Settings.QueueName);
    }
}
