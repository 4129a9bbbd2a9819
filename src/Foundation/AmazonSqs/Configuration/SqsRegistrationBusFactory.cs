using Amazon.SQS;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Topology;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetailBus.AmazonSqs.Topology;

namespace RetailBus.AmazonSqs.Configuration;

internal sealed class SqsRegistrationBusFactory : TransportRegistrationBusFactory<IAmazonSqsReceiveEndpointConfigurator>
{
    private readonly SqsBusConfiguration _bus;
    private readonly Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? _configure;

    public SqsRegistrationBusFactory(Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? configure)
        : this(new SqsBusConfiguration(new SqsTopologyConfiguration(new MessageTopology(new SqsEntityNameFormatter()))), configure)
    {
    }

    private SqsRegistrationBusFactory(
        SqsBusConfiguration bus, Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator>? configure)
        : base(bus.HostConfiguration)
    {
        _bus = bus;
        _configure = configure;
    }

    public override IBusInstance CreateBus(
        IBusRegistrationContext context, IEnumerable<IBusInstanceSpecification> specifications, string busName)
    {
        _bus.HostConfiguration.Time = context.GetService<TimeProvider>() ?? TimeProvider.System;
        var configurator = new SqsBusFactoryConfigurator(_bus);
        var options = context.GetRequiredService<IOptionsMonitor<AmazonSqsTransportOptions>>().Get(busName);
        if (!string.IsNullOrWhiteSpace(options.Region)) configurator.Host(options.Region, host => Apply(options, host));
        return CreateBus(configurator, context, _configure, specifications);
    }

    private static void Apply(AmazonSqsTransportOptions options, IAmazonSqsHostConfigurator host)
    {
        if (!string.IsNullOrWhiteSpace(options.Scope)) host.Scope(options.Scope);
        if (options.AccessKey is { } accessKey) host.AccessKey(accessKey);
        if (options.SecretKey is { } secretKey) host.SecretKey(secretKey);
        if (options.ServiceUrl is { } url)
        {
            host.Config(new AmazonSQSConfig { ServiceURL = url.ToString() });
            host.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = url.ToString() });
        }
    }
}
